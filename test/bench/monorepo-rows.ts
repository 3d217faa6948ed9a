import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Commit } from '../../contract/commit';
import type { Component } from '../../contract/workspace';
import type { Git } from '../../main/git/git';
import { createLimit } from '../../main/git/limit';
import type { Range } from '../../main/release/git-ports';
import { componentOf, gitIn, signal } from '../support/git-rig';
import { valueOf } from '../support/results';
import { makeRepository, numbersFrom } from './inputs';
import { side, timed, spread, type Row } from './measure';

const run = promisify(execFile);
const components = 300;

interface Mono {
  readonly path: string;
  readonly commits: readonly Commit[];
  readonly all: readonly Component[];
}

/** 300 components below `services/`; a commit changes one to three of them, and one in nine is a merge. */
const makeMono = async (folder: string, count: number): Promise<Mono> => {
  const next = numbersFrom(count);
  const path = join(folder, `mono-${count}.git`);
  const commits = await makeRepository(
    path,
    count,
    (i) => ({
      ...(i > 20 && i % 9 === 0 ? { parents: [i - 1, i - 2 - Math.floor(next() * 15)] } : {}),
      paths: Array.from({ length: 1 + Math.floor(next() * 3) }, () => {
        const component = Math.floor(next() * components);
        return `services/c${component}/src/f${Math.floor(next() * 6)}.ts`;
      }),
    }),
    {},
  );
  const all = Array.from({ length: components }, (_, i) =>
    componentOf(path, { name: `c${i}`, path: `services/c${i}` }),
  );
  return { path, commits, all };
};

/** Mainline and four environments, so four gaps, over the last `depth` commits; `moved`: how far the first environment has gone on. */
const gaps = ({ commits }: Mono, depth: number, moved: number): readonly Range[] => {
  const at = (share: number): Commit => commits[Math.floor(commits.length - 1 - depth + depth * share)]!;
  const first = commits[commits.length - 60 + moved]!;
  return [
    { from: first, to: commits.at(-1)! },
    { from: at(0.6), to: first },
    { from: at(0.3), to: at(0.6) },
    { from: at(0), to: at(0.3) },
  ];
};

const countAll = async (port: Git, all: readonly Component[], ranges: readonly Range[]): Promise<readonly number[]> =>
  (
    await Promise.all(all.map(async (component) => valueOf(await port.history.counts(component, ranges, signal))))
  ).flat();

/** As somebody would who asks git for each: two at a time, as many as there are cores. */
const countByProcess = async ({ path, all }: Mono, ranges: readonly Range[]): Promise<readonly number[]> => {
  const limit = createLimit(2);
  const counts = all.flatMap((component) =>
    ranges.map(({ from, to }) =>
      limit(signal, async () => {
        const args = ['-C', path, 'rev-list', '--count', '--no-merges', '--full-history', `${from}..${to}`];
        const { stdout } = await run('git', [...args, '--', component.path ?? '']);
        return Number(stdout);
      }),
    ),
  );
  return (await Promise.all(counts)).map((count) => Number(count));
};

/** 1,200 processes over 13,000 commits take most of a minute: more of them say nothing new. */
const mostRuns = 3;

/** A monorepo of 300 components × 5 environments: 1,200 counts, the first time, and after a deployment. */
export const monorepo = async (folder: string, depth: number, runs: number): Promise<readonly Row[]> => {
  const own = join(folder, `mono-${depth}`);
  await mkdir(own, { recursive: true });
  const mono = await makeMono(own, depth + 4000);
  await run('git', ['-C', mono.path, 'commit-graph', 'write', '--reachable', '--changed-paths']);
  const first = mono.all[0]!;
  valueOf(await gitIn(own).mirrors.refresh(first, signal));
  const ranges = gaps(mono, depth, 0);
  let counted: readonly number[] = [];
  let judged: readonly number[] = [];
  const began = await side<Git, void>(
    Math.min(runs, mostRuns),
    {
      prepare: async () => gitIn(own),
      work: async (port) => void (counted = await countAll(port, mono.all, ranges)),
    },
    { work: async () => void (judged = await countByProcess(mono, ranges)) },
  );
  const wrong = counted.filter((count, i) => count !== judged[i]).length;
  const port = gitIn(own);
  await countAll(port, mono.all, ranges);
  const after: number[] = [];
  for (let moved = 1; moved <= 20; moved += 1) {
    const next = gaps(mono, depth, moved);
    after.push(await timed(() => countAll(port, mono.all, next)));
  }
  const ratio = began.yardstick.median / began.ours.median;
  const again = spread(after);
  const least = depth > 2000 ? 10 : 25;
  const named = `${components} components × 5 environments over ${depth} commits`;
  const note =
    wrong === 0 ? `${judged.length} counts, all as git’s` : `${wrong} of ${judged.length} counts are not git’s`;
  const times = began.yardstick.median / again.median;
  return [
    {
      goal: `${named}, the first time`,
      unit: 'ms',
      ...began,
      ratio,
      target: `≥ ${least} × faster`,
      met: ratio >= least && wrong === 0,
      note,
    },
    {
      goal: `${named}, after a deployment`,
      unit: 'ms',
      ours: again,
      yardstick: began.yardstick,
      ratio: times,
      target: '≥ 1000 × faster, ≤ 16 ms',
      met: times >= 1000 && again.median <= 16,
      runs: after.length,
      note: '',
    },
  ];
};
