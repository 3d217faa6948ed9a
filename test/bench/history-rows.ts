import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleGit } from 'simple-git';
import type { Commit } from '../../contract/commit';
import type { Component } from '../../contract/workspace';
import type { Git } from '../../main/git/git';
import { gitIn, componentOf, signal } from '../support/git-rig';
import { git } from '../support/repositories';
import { valueOf } from '../support/results';
import { makeRepository, numbersFrom } from './inputs';
import { side, type Row } from './measure';

interface Big {
  readonly component: Component;
  readonly commits: readonly Commit[];
  readonly mirror: string;
}

const stages = [0.99, 0.97, 0.9, 0.8];

/** A line with a merge every eighth commit; five of them are what a team with big repositories has. */
const makeBig = async (folder: string, count: number): Promise<readonly Big[]> => {
  const made: Big[] = [];
  for (let n = 0; n < 5; n += 1) {
    const next = numbersFrom(n);
    const path = join(folder, `big-${n}.git`);
    const commits = await makeRepository(
      path,
      count,
      (i) => ({
        ...(i > 20 && i % 8 === 0 ? { parents: [i - 1, i - 2 - Math.floor(next() * 12)] } : {}),
        paths: [`src/part-${Math.floor(next() * 400)}/file-${Math.floor(next() * 5)}.ts`],
      }),
      {},
    );
    made.push({ component: componentOf(path, { name: `big-${n}` }), commits, mirror: path });
  }
  return made;
};

/** Four gaps an environment apart, at another place in each run, so that no answer is one that was given before. */
const rangesOf = ({ commits }: Big, run: number) =>
  stages.map((share, at) => {
    const last = commits.length - 1 - run;
    const before = at === 0 ? 1 : (stages[at - 1] ?? 1);
    return { from: commits[Math.floor(last * share)] ?? null, to: commits[Math.floor(last * before)] ?? commits[0]! };
  });

const countAll = async (port: Git, all: readonly Big[], run: number): Promise<readonly number[]> =>
  (
    await Promise.all(
      all.map(async (big) => valueOf(await port.history.counts(big.component, rangesOf(big, run), signal))),
    )
  ).flat();

const countByProcess = async (all: readonly Big[], run: number): Promise<readonly number[]> => {
  const counts = all.flatMap((big) =>
    rangesOf(big, run).map(async ({ from, to }) => {
      const said = await simpleGit(big.mirror, { maxConcurrentProcesses: 2 }).raw([
        'rev-list',
        '--count',
        '--no-merges',
        '--full-history',
        `${from}..${to}`,
      ]);
      return Number(said);
    }),
  );
  return Promise.all(counts);
};

/** 5 big repositories × 5 environments: 20 counts, against 20 calls of simple-git. */
export const bigRepositories = async (folder: string, count: number, runs: number): Promise<readonly Row[]> => {
  const own = join(folder, 'big');
  await mkdir(own, { recursive: true });
  const all = await makeBig(own, count);
  const port = gitIn(own);
  for (const { component } of all) valueOf(await port.mirrors.refresh(component, signal));
  const rows: Row[] = [];
  for (const graph of [true, false]) {
    if (graph)
      for (const { mirror } of all) await git(mirror, ['commit-graph', 'write', '--reachable', '--changed-paths']);
    else for (const { mirror } of all) await rm(join(mirror, 'objects', 'info', 'commit-graph'), { force: true });
    const base = graph ? 0 : 100;
    const seen = new Set<string>();
    const took = await side<void, void>(
      runs,
      { work: async (_none, run) => seen.add((await countAll(port, all, base + run)).join()) },
      { work: async (_none, run) => seen.add((await countByProcess(all, base + run)).join()) },
    );
    if (seen.size > runs + 1) throw new Error('the two sides do not count the same');
    const ratio = took.yardstick.median / took.ours.median;
    const least = graph ? 10 : 40;
    rows.push({
      goal: `20 counts in 5 repositories of ${count} commits, theirs ${graph ? 'with' : 'without'} a commit-graph`,
      unit: 'ms',
      ...took,
      ratio,
      target: `≥ ${least} × faster`,
      met: ratio >= least,
      note: '',
    });
  }
  return rows;
};
