import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { git } from '../support/repositories';
import { commitSchema, type Commit } from '../../contract/commit';

/** A deterministic stream of numbers from 0 to 1: the same seed builds the same repositories on every machine (mulberry32). */
export const numbersFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

export interface MadeCommit {
  /** Positions of its parents in the list; none: the one before. */
  readonly parents?: readonly number[];
  readonly paths: readonly string[];
}

const person = 'Ada <ada@example.com>';

/** Makes a bare repository of many commits by one `git fast-import`; answers their ids, in order. `branches` are made at positions. */
export const makeRepository = async (
  path: string,
  count: number,
  commitAt: (i: number) => MadeCommit,
  branches: Readonly<Record<string, number>>,
): Promise<readonly Commit[]> => {
  await git('/', ['init', '--quiet', '--bare', '--template=', '--initial-branch=main', path]);
  const marks = `${path}/made-marks`;
  const child = spawn('git', ['-C', path, 'fast-import', '--quiet', `--export-marks=${marks}`], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = once(child, 'close');
  for (let i = 0; i < count; i += 1) {
    const { parents = i === 0 ? [] : [i - 1], paths } = commitAt(i);
    const [first, ...others] = parents;
    const at = `${person} ${1_600_000_000 + 120 * i} +0000`;
    const subject = `feat(part): step ${i}`;
    const lines = [
      `commit refs/heads/main\nmark :${i + 1}\nauthor ${at}\ncommitter ${at}\ndata ${subject.length}\n${subject}`,
      ...(first === undefined ? [] : [`from :${first + 1}`]),
      ...others.map((other) => `merge :${other + 1}`),
      ...paths.map((file) => {
        const content = `${file} at ${i}\n`.repeat(3);
        return `M 644 inline ${file}\ndata ${content.length}\n${content}`;
      }),
    ];
    if (!child.stdin.write(`${lines.join('\n')}\n\n`)) await once(child.stdin, 'drain');
  }
  for (const [name, at] of Object.entries(branches)) child.stdin.write(`reset refs/heads/${name}\nfrom :${at + 1}\n\n`);
  child.stdin.end();
  await ended;
  const ids = (await readFile(marks, 'utf8')).trim().split('\n');
  if (ids.length !== count) throw new Error(`${path}: ${ids.length} commits of ${count} were made`);
  const made = new Map(
    ids.map((line) => [Number(line.slice(1, line.indexOf(' '))), line.slice(line.indexOf(' ') + 1)]),
  );
  return Array.from({ length: count }, (_, i) => commitSchema.parse(made.get(i + 1)));
};
