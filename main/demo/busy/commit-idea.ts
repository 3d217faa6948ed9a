import { join } from 'node:path';
import { commitSchema, type Commit } from '../../../contract/commit';
import { done, failed, type Result } from '../../../contract/failure';
import { data, signature } from '../history/fast-import';
import { applyEdits } from '../history/unfold';
import type { Colleague } from '../people';
import { runGit } from '../run-git';
import { repositoriesFolder } from '../write-shop';
import type { Service } from '../shop/ports';
import type { Idea } from './ideas';

/** Commits to mainline of a demo's repository, as a push of a colleague would. Failure: `git-failed`. */
export const commitIdea = async (
  dir: string,
  service: Service,
  idea: Idea,
  by: Colleague,
  at: number,
  signal: AbortSignal,
): Promise<Result<Commit>> => {
  const repository = join(repositoriesFolder(dir), `${service}.git`);
  const bad = (verb: string, why: string) => failed({ kind: 'git-failed', repository, verb, why });
  const git = (args: readonly string[], input = '') => runGit(['-C', repository, ...args], input, signal);

  const paths = [...new Set(idea.edits.map((edit) => edit.path))];
  const before = new Map<string, string>();
  for (const path of paths) {
    const shown = await git(['show', `refs/heads/main:${path}`]);
    if (shown.ok) before.set(path, shown.stdout);
  }
  const after = applyEdits(before, idea.edits, `${service}: ${idea.subject}`);
  const person = { by, at };
  const stream = [
    'commit refs/heads/main\n',
    signature('author', person),
    signature('committer', person),
    data(`${idea.subject}\n`),
    'from refs/heads/main^0\n',
    idea.merges === null ? '' : `merge refs/heads/${idea.merges}^0\n`,
    ...[...after].map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`),
    '\ndone\n',
  ].join('');
  const written = await git(['fast-import', '--quiet', '--done'], stream);
  if (!written.ok) return bad('fast-import', written.why);
  const tip = await git(['rev-parse', '--verify', 'refs/heads/main']);
  if (!tip.ok) return bad('rev-parse', tip.why);
  const commit = commitSchema.safeParse(tip.stdout.trim());
  return commit.success ? done(commit.data) : bad('rev-parse', tip.stdout);
};
