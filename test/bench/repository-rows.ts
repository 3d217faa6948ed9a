import { execFileSync } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Commit } from '../../contract/commit';
import type { Component } from '../../contract/workspace';
import type { Git } from '../../main/git/git';
import { componentOf, gitIn, signal } from '../support/git-rig';
import { valueOf } from '../support/results';
import { makeRepository } from './inputs';
import { side, type Row } from './measure';

const repositories = 500;
const commitsEach = 60;
const steps = [59, 50, 40, 30, 20];

interface Small {
  readonly component: Component;
  readonly commits: readonly Commit[];
}

/** One repository, and copies of it: what is measured is how they are read. Their mirrors are there. */
const makeAll = async (folder: string): Promise<readonly Small[]> => {
  const first = join(folder, 'small-0.git');
  const commits = await makeRepository(first, commitsEach, (i) => ({ paths: [`src/f${i % 9}.ts`] }), {});
  const all: Small[] = [];
  const port = gitIn(folder);
  for (let n = 0; n < repositories; n += 1) {
    const path = join(folder, `small-${n}.git`);
    if (n > 0) await cp(first, path, { recursive: true });
    all.push({ component: componentOf(path, { name: `small-${n}` }), commits });
  }
  await Promise.all(all.map(async ({ component }) => valueOf(await port.mirrors.refresh(component, signal))));
  return all;
};

const countAll = async (port: Git, all: readonly Small[]): Promise<readonly number[]> => {
  const counts = await Promise.all(
    all.map(async ({ component, commits }) => {
      const ranges = steps.slice(1).map((step, i) => ({ from: commits[step] ?? null, to: commits[steps[i] ?? 0]! }));
      return valueOf(await port.history.counts(component, ranges, signal));
    }),
  );
  return counts.flat();
};

/** 500 repositories × 5 environments from disk, by an engine that has just started, against as many processes that do nothing. */
export const smallRepositories = async (folder: string, runs: number): Promise<readonly Row[]> => {
  const own = join(folder, 'small');
  await mkdir(own, { recursive: true });
  const all = await makeAll(own);
  let counted: readonly number[] = [];
  const took = await side<Git, void>(
    runs,
    { prepare: async () => gitIn(own), work: async (port) => void (counted = await countAll(port, all)) },
    {
      work: async () => {
        for (let n = 0; n < repositories; n += 1) execFileSync('/bin/true');
      },
    },
  );
  const right = counted.filter((count, i) => count === (i % 4 === 0 ? 9 : 10)).length;
  const ratio = took.ours.median / took.yardstick.median;
  return [
    {
      goal: `${repositories} repositories × 5 environments from disk, against ${repositories} × /bin/true`,
      unit: 'ms',
      ...took,
      ratio,
      target: '≤ 1/25',
      met: ratio <= 1 / 25 && right === repositories * 4,
      note: `${right} of ${repositories * 4} counts are right`,
    },
  ];
};
