import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commitSchema, type Commit } from '../../contract/commit';

/** Contents of a file; null deletes it. A mode other than 100644: `{ mode: '100755', content }`; a link is `120000`. */
export type FileSpec = string | Buffer | null | { readonly mode: string; readonly content: string | Buffer };

export interface CommitSpec {
  readonly name: string;
  /** Names of commits before it; default: the one before in the list, none for the first. More than one: a merge. */
  readonly parents?: readonly string[];
  readonly files?: Readonly<Record<string, FileSpec>>;
  readonly message?: string;
  /** Seconds since 1970; default: a minute after the one before. */
  readonly at?: number;
}

export interface RepositorySpec {
  readonly commits: readonly CommitSpec[];
  /** Default: main at the last commit. */
  readonly branches?: Readonly<Record<string, string>>;
  /** Annotated ones begin with `@`. */
  readonly tags?: Readonly<Record<string, string>>;
}

const env = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  LC_ALL: 'C',
};

/** Plain git, untouched by the machine's configuration: builds what tests need and judges what the app says. Throws unless it exits 0. */
export const git = (folder: string, args: readonly string[], input?: string | Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn('git', ['-C', folder, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    let said = '';
    child.stdout.on('data', (piece: Buffer) => out.push(piece));
    child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString('utf8'));
      else reject(new Error(`git ${args.join(' ')} exited with ${code}: ${said}`));
    });
  });

const person = (at: number): string => `Ada <ada@example.com> ${at} +0000\n`;
const data = (content: string | Buffer): Buffer => {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
};

const fileLines = (path: string, spec: FileSpec): readonly Buffer[] => {
  if (spec === null) return [Buffer.from(`D ${JSON.stringify(path)}\n`)];
  const isPlain = typeof spec === 'string' || Buffer.isBuffer(spec);
  const [mode, content] = isPlain ? ['100644', spec] : [spec.mode, spec.content];
  return [Buffer.from(`M ${mode} inline ${JSON.stringify(path)}\n`), data(content)];
};

const stream = (spec: RepositorySpec): Buffer => {
  const parts: Buffer[] = [];
  const marks = new Map(spec.commits.map((commit, i) => [commit.name, `:${i + 1}`]));
  const say = (text: string): void => void parts.push(Buffer.from(text));
  spec.commits.forEach((commit, i) => {
    const at = commit.at ?? 1_700_000_000 + 60 * i;
    const before = spec.commits[i - 1];
    const [first, ...others] = commit.parents ?? (before ? [before.name] : []);
    // A ref of its own for each: without `from`, fast-import would go on from the ref's last commit.
    say(`commit refs/building/${i}\nmark :${i + 1}\nauthor ${person(at)}committer ${person(at)}`);
    parts.push(data(commit.message ?? commit.name));
    if (first !== undefined) say(`from ${marks.get(first)}\n`);
    for (const other of others) say(`merge ${marks.get(other)}\n`);
    for (const [path, file] of Object.entries(commit.files ?? {})) parts.push(...fileLines(path, file));
    say('\n');
  });
  const last = spec.commits.at(-1)?.name ?? '';
  for (const [branch, name] of Object.entries(spec.branches ?? { main: last }))
    say(`reset refs/heads/${branch}\nfrom ${marks.get(name)}\n\n`);
  for (const [tag, name] of Object.entries(spec.tags ?? {})) {
    if (tag.startsWith('@')) {
      say(`tag ${tag.slice(1)}\nfrom ${marks.get(name)}\ntagger ${person(1_700_000_000)}`);
      parts.push(data(tag.slice(1)));
    } else say(`reset refs/tags/${tag}\nfrom ${marks.get(name)}\n\n`);
  }
  return Buffer.concat(parts);
};

export interface BuiltRepository {
  /** Of a bare repository. */
  readonly path: string;
  readonly id: (name: string) => Commit;
}

/** Builds a bare repository; the same description gives the same commit ids everywhere. */
export const buildRepository = async (
  path: string,
  spec: RepositorySpec,
  format = 'sha1',
): Promise<BuiltRepository> => {
  await git('/', [
    'init',
    '--quiet',
    '--bare',
    '--template=',
    '--initial-branch=main',
    `--object-format=${format}`,
    path,
  ]);
  const marksFile = join(path, 'building-marks');
  await git(path, ['fast-import', '--quiet', `--export-marks=${marksFile}`], stream(spec));
  const ids = new Map<string, Commit>();
  for (const line of (await readFile(marksFile, 'utf8')).trim().split('\n')) {
    const [mark = '', id] = line.split(' ');
    const commit = spec.commits[Number(mark.slice(1)) - 1];
    if (commit) ids.set(commit.name, commitSchema.parse(id));
  }
  const building = spec.commits.map((_commit, i) => `delete refs/building/${i}\n`).join('');
  await git(path, ['update-ref', '--stdin'], building);
  return {
    path,
    id: (name) => {
      const id = ids.get(name);
      if (!id) throw new Error(`no commit ${name}`);
      return id;
    },
  };
};

/** One more commit on a branch of a bare repository, as a teammate's push would bring it. */
export const addCommit = async (
  path: string,
  branch: string,
  files: Readonly<Record<string, FileSpec>>,
  options: { readonly message?: string; readonly at?: number; readonly onto?: string | null } = {},
): Promise<Commit> => {
  const ref = `refs/heads/${branch}`;
  const parent = options.onto === undefined ? (await git(path, ['rev-parse', ref])).trim() : options.onto;
  const at = options.at ?? 1_800_000_000;
  const parts: Buffer[] = [Buffer.from(`commit refs/building/x\nauthor ${person(at)}committer ${person(at)}`)];
  parts.push(data(options.message ?? 'a change'));
  if (parent !== null) parts.push(Buffer.from(`from ${parent}\n`));
  for (const [file, spec] of Object.entries(files)) parts.push(...fileLines(file, spec));
  await git(path, ['fast-import', '--quiet', '--force'], Buffer.concat(parts));
  const id = commitSchema.parse((await git(path, ['rev-parse', 'refs/building/x'])).trim());
  await git(path, ['update-ref', ref, id]);
  await git(path, ['update-ref', '-d', 'refs/building/x']);
  return id;
};
