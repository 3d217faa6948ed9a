import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { array, assert, asyncProperty, nat, tuple } from 'fast-check';
import type { Commit } from '../../contract/commit';
import { createLimit } from '../../main/git/limit';
import type { Range } from '../../main/release/git-ports';
import { commitsOf, componentPaths, histories } from '../support/generated-history';
import { componentOf, expect, gitIn, signal, test } from '../support/git-rig';
import { buildRepository, git } from '../support/repositories';
import { valueOf } from '../support/results';

const together = 20;
const some = array(tuple(histories, nat(1000), nat(1000)), { minLength: together, maxLength: together });
const atOnce = createLimit(3);

const revisionsOf = ({ from, to }: Range): string => (from === null ? to : `${from}..${to}`);

const asked = async (path: string, args: readonly string[]): Promise<string> => {
  const said = await atOnce(signal, () => git(path, args));
  if (said === 'cancelled') throw new Error('nobody cancels');
  return said;
};

/** The dates of a range's changes, as git tells them. */
const datesOf = async (path: string, range: Range, within: string | null): Promise<readonly string[]> => {
  const limit = within === null ? [] : ['--', `:(literal)${within}`];
  const args = ['rev-list', '--timestamp', '--no-merges', '--full-history', revisionsOf(range), ...limit];
  return (await asked(path, args)).split('\n').filter((line) => line !== '');
};

/**
 * The first-parent line of a range, and of it what changes a path against its first parent. Not `log --first-parent -- path`: git
 * 2.39 leaves out the line's oldest commit where that is a merge whose second parent is in the range.
 */
const lineOf = async (path: string, range: Range, within: string | null): Promise<readonly string[]> => {
  const args = ['-c', 'core.quotepath=false', 'log', '--first-parent', '--diff-merges=first-parent', '--no-renames'];
  const output = await asked(path, [...args, '--name-only', '--format=commit %H', revisionsOf(range)]);
  return output
    .split(/^commit /mu)
    .slice(1)
    .flatMap((piece) => {
      const [id = '', ...paths] = piece.split('\n').filter((line) => line !== '');
      const isIn = within === null || paths.some((one) => one === within || one.startsWith(`${within}/`));
      return isIn ? [id] : [];
    });
};

const oldestOf = (dates: readonly string[]): string | null =>
  dates.length === 0
    ? null
    : new Date(Math.min(...dates.map((line) => Number.parseInt(line, 10))) * 1000).toISOString();

for (const half of [1, 2])
  test(`counts, dates and candidates are what git says, over 1,000 generated histories (${half} of 2)`, async ({
    folder,
  }) => {
    test.setTimeout(300_000);
    let [histories, answers] = [0, 0];
    await assert(
      asyncProperty(some, async (all) => {
        const own = await mkdtemp(join(folder, 'run-'));
        const specs = all.flatMap(([steps], n) => commitsOf(steps, `h${n}c`));
        const tips = Object.fromEntries(specs.map(({ name }) => [`b${name}`, name]));
        const built = await buildRepository(join(own, 'r.git'), {
          commits: specs,
          branches: { ...tips, main: 'h0c0' },
        });
        const port = gitIn(own);
        valueOf(await port.mirrors.refresh(componentOf(built.path), signal));
        const ask = async (range: Range, path: string | null): Promise<void> => {
          const component = componentOf(built.path, { path });
          const dates = await datesOf(built.path, range, path);
          const line = await lineOf(built.path, range, path);
          const counts = valueOf(await port.history.counts(component, [range], signal));
          const oldest = valueOf(await port.history.oldest(component, [range], signal));
          const candidates = valueOf(await port.history.candidates(component, range, 1000, signal));
          expect({ counts, oldest, candidates: candidates.map(({ commit }) => commit) }).toEqual({
            counts: [dates.length],
            oldest: [oldestOf(dates)],
            candidates: line,
          });
          answers += 1;
        };
        await Promise.all(
          all.flatMap(([steps, a, b], n) => {
            const at = (i: number): Commit => built.id(`h${n}c${i % steps.length}`);
            const path = componentPaths[(a + b) % componentPaths.length] ?? null;
            return [
              ask({ from: at(a), to: at(b) }, path),
              ask({ from: at(b), to: at(steps.length - 1) }, 'services/a'),
              ask({ from: null, to: at(a) }, path),
              ask({ from: at(0), to: at(steps.length - 1) }, null),
            ];
          }),
        );
        histories += together;
        await rm(own, { recursive: true, force: true });
      }),
      { numRuns: 1000 / together, endOnFailure: true },
    );
    expect([histories, answers]).toEqual([1000, 4000]);
  });
