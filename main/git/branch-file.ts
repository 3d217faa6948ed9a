import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commitSchema, type Commit, type Person } from '../../contract/commit';
import { done, failed, type Result } from '../../contract/failure';
import type { GitContext } from './context';
import { failureOf } from './failures';
import type { OpenMirror } from './mirror';
import { objectHeads, objectContents } from './objects';
import type { TreePath } from './refs';

const mostBytes = 1024 * 1024;

/** The text of a file in a commit; null where it is not there. A link, a folder and what is no UTF-8 are failures. */
export const readTextFile = async (
  context: GitContext,
  mirror: OpenMirror,
  commit: Commit,
  file: TreePath,
  signal: AbortSignal,
): Promise<Result<string | null>> => {
  const trouble = (why: string) => failed({ kind: 'git-failed', repository: mirror.url, verb: 'cat-file', why });
  const heads = await objectHeads(context, mirror, [`${commit}:${file}`], signal);
  if (!heads.ok) return heads;
  const head = heads.value[0];
  if (!head || head.type === 'missing') return done(null);
  if (head.type !== 'blob') return trouble(`${file} is no file`);
  if (head.bytes > mostBytes) return trouble(`${file} has ${head.bytes} bytes, more than ${mostBytes}`);
  const mode = await modeOf(context, mirror, commit, file, signal);
  if (!mode.ok) return mode;
  if (mode.value === '120000') return trouble(`${file} is a link`);
  const contents = await objectContents(context, mirror, [head.id], signal);
  if (!contents.ok) return contents;
  const bytes = contents.value[0] ?? Buffer.alloc(0);
  const text = bytes.toString('utf8');
  return Buffer.from(text).equals(bytes) ? done(text) : trouble(`${file} is no UTF-8 text`);
};

const modeOf = async (
  context: GitContext,
  mirror: OpenMirror,
  commit: Commit,
  file: TreePath,
  signal: AbortSignal,
): Promise<Result<string>> => {
  const args = ['ls-tree', '-z', commit, '--', file];
  const ended = await context.run({ gitDir: mirror.folder, args, deadlineMs: context.deadlines.read }, signal);
  const failure = failureOf(ended, mirror.url, 'ls-tree');
  if (failure || ended.how !== 'exited') return failed(failure ?? { kind: 'cancelled' });
  return done(ended.stdout.toString('utf8', 0, 6));
};

export interface FileChange {
  readonly onto: Commit;
  readonly file: TreePath;
  readonly content: string;
  readonly message: string;
  readonly by: Person;
}

/** One commit on top of another that changes one file's text and nothing else; its mode stays. It is in the mirror only, on no branch. */
export const commitFile = async (
  context: GitContext,
  mirror: OpenMirror,
  { onto, file, content, message, by }: FileChange,
  signal: AbortSignal,
): Promise<Result<Commit>> => {
  const index = join(mirror.folder, `humdrum-index-${randomUUID()}`);
  const people = {
    GIT_AUTHOR_NAME: by.name,
    GIT_AUTHOR_EMAIL: by.email,
    GIT_COMMITTER_NAME: by.name,
    GIT_COMMITTER_EMAIL: by.email,
  };
  const git = async (args: readonly string[], input = ''): Promise<Result<string>> => {
    const env = { GIT_INDEX_FILE: index, ...people };
    const call = { gitDir: mirror.folder, args, env, input, deadlineMs: context.deadlines.read };
    const ended = await context.run(call, signal);
    const failure = failureOf(ended, mirror.url, args[0] ?? '');
    if (failure || ended.how !== 'exited') return failed(failure ?? { kind: 'cancelled' });
    return done(ended.stdout.toString('utf8').trim());
  };
  try {
    const mode = await modeOf(context, mirror, onto, file, signal);
    if (!mode.ok) return mode;
    // `--stdin` without a path: no filter of anybody's attributes changes what is written.
    const blob = await git(['hash-object', '-w', '--stdin'], content);
    if (!blob.ok) return blob;
    const base = await git(['read-tree', onto]);
    if (!base.ok) return base;
    const entry = `${mode.value || '100644'} ${blob.value}\t${file}\0`;
    const put = await git(['update-index', '-z', '--index-info'], entry);
    if (!put.ok) return put;
    const tree = await git(['write-tree']);
    if (!tree.ok) return tree;
    const made = await git(['commit-tree', tree.value, '-p', onto, '-F', '-'], message);
    return made.ok ? done(commitSchema.parse(made.value)) : made;
  } finally {
    await rm(index, { force: true });
  }
};

/** The newest commit of `tip`'s history whose message holds a line; null where none does. */
export const commitSaying = async (
  context: GitContext,
  mirror: OpenMirror,
  tip: Commit,
  line: string,
  signal: AbortSignal,
): Promise<Result<Commit | null>> => {
  const args = ['rev-list', '--max-count=1', '--fixed-strings', `--grep=${line}`, tip, '--'];
  const ended = await context.run({ gitDir: mirror.folder, args, deadlineMs: context.deadlines.read }, signal);
  const failure = failureOf(ended, mirror.url, 'rev-list');
  if (failure || ended.how !== 'exited') return failed(failure ?? { kind: 'cancelled' });
  const found = commitSchema.safeParse(ended.stdout.toString('utf8').trim());
  return done(found.success ? found.data : null);
};
