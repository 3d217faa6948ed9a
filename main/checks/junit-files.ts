import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChecksOf } from '../../contract/checks';
import { commitSchema, type Commit } from '../../contract/commit';
import { done, failed, type Result } from '../../contract/failure';
import { fill } from '../../contract/placeholders';
import type { Check } from '../release/ports';
import { addReports, readJunit, type JunitReport } from './junit';

const mostFiles = 5000;
const mostBytes = 50 * 1024 * 1024;
const placeholder = '${candidate.commit}';

interface Found {
  readonly file: string;
  readonly commit: Commit | null;
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.+?()[\]{}|/-]/g, String.raw`\$&`);

/** What a part of the path stands for: the commit once, `*` for anything within the part. */
const patternOf = (part: string): RegExp =>
  new RegExp(
    `^${part
      .split(placeholder)
      .map((piece) => escaped(piece).replaceAll('*', '[^/]*'))
      .join('([0-9a-f]{40})')}$`,
  );

const namesIn = async (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);

/** Files by the pattern, part by part; a symbolic link is not followed: what it leads to is not this workspace's. */
const find = async (folder: string, parts: readonly string[], commit: Commit | null): Promise<readonly Found[]> => {
  const [part, ...rest] = parts;
  if (part === undefined) return [];
  const pattern = patternOf(part);
  const found: Found[] = [];
  for (const name of await namesIn(folder)) {
    const match = pattern.exec(name);
    if (!match || found.length >= mostFiles) continue;
    const path = join(folder, name);
    const stat = await lstat(path).catch(() => null);
    const own = commitSchema.safeParse(match[1]);
    const of = own.success ? own.data : commit;
    if (rest.length > 0 && stat?.isDirectory()) found.push(...(await find(path, rest, of)));
    else if (rest.length === 0 && stat?.isFile()) found.push({ file: path, commit: of });
  }
  return found.slice(0, mostFiles);
};

interface Read {
  readonly report: JunitReport;
  readonly at: Date;
}

/** What was read of a file, until it changes: a reading every few seconds must not parse a thousand reports. */
const known = new Map<string, { readonly size: number; readonly changed: number; readonly read: Read | string }>();

const read = async (file: string): Promise<Read | string> => {
  const stat = await lstat(file);
  if (stat.size > mostBytes) return `${file} has more than ${mostBytes} bytes`;
  const before = known.get(file);
  if (before?.size === stat.size && before.changed === stat.mtimeMs) return before.read;
  const report = readJunit(await readFile(file, 'utf8'));
  const now = typeof report === 'string' ? `${file}: ${report}` : { report, at: stat.mtime };
  known.set(file, { size: stat.size, changed: stat.mtimeMs, read: now });
  return now;
};

/** Reports of JUnit XML files, one check a candidate; `*` stands for any part of a name. @param folder the workspace file's */
export const readJunitFiles = async (
  checks: ChecksOf<'junit'>,
  component: string,
  folder: string,
  signal: AbortSignal,
): Promise<Result<readonly Check[]>> => {
  // The commit is what is looked for, so it is not filled in.
  const pattern = checks.files
    .split(placeholder)
    .map((piece) => fill(piece, { component }))
    .join(placeholder);
  const files = await find(
    folder,
    pattern.split('/').filter((part) => part !== '' && part !== '.'),
    null,
  );
  const byCommit = new Map<Commit, Read[]>();
  for (const { file, commit } of files) {
    if (signal.aborted) return failed({ kind: 'cancelled' });
    if (commit === null) continue;
    const one = await read(file).catch((error: unknown) => `${file}: ${String(error)}`);
    if (typeof one === 'string')
      return failed({ kind: 'endpoint-nonsense', where: `checks of ${component}`, expected: 'JUnit XML', said: one });
    byCommit.set(commit, [...(byCommit.get(commit) ?? []), one]);
  }
  return done(
    [...byCommit].map(([commit, reads]): Check => {
      const { failed: bad, passed } = addReports(reads.map(({ report }) => report));
      const at = new Date(Math.max(...reads.map((one) => one.at.getTime()))).toISOString();
      // A report without a single test proves nothing.
      const result = bad > 0 || passed === 0 ? 'failed' : 'passed';
      return { commit, name: checks.name, result, at, url: null };
    }),
  );
};
