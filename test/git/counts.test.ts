import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { array, assert, asyncProperty, constantFrom, integer, nat, record } from 'fast-check';
import type { Commit } from '../../contract/commit';
import type { Range } from '../../main/release/git-ports';
import { componentOf, expect, gitIn, signal, test } from '../support/git-rig';
import { addCommit, buildRepository, git, type CommitSpec } from '../support/repositories';
import { failureOf, valueOf } from '../support/results';

const paths = ['services/a/x', 'services/a/y', 'services/ab/x', 'services/b/x', 'README', 'services/a b/ö'];
const components = [null, 'services/a', 'services/ab', 'services/a b', 'README', 'services/nothing'];

/** What each commit does: where it grows from, and which file it writes (the same content again is a revert or an empty commit). */
const histories = array(
  record({
    parents: array(nat(1000), { minLength: 0, maxLength: 4 }),
    path: nat(paths.length - 1),
    content: constantFrom('1', '2', null),
    late: integer({ min: -500, max: 500 }),
  }),
  { minLength: 2, maxLength: 24 },
);

type Step = { parents: number[]; path: number; content: string | null; late: number };

const commitsOf = (steps: readonly Step[]): readonly CommitSpec[] =>
  steps.map((step, i) => ({
    name: `c${i}`,
    parents: i === 0 ? [] : [...new Set(step.parents.map((parent) => `c${parent % i}`))],
    files: { [paths[step.path]!]: step.content },
    at: 1_700_000_000 + 60 * i + step.late,
  }));

const judge = async (path: string, range: Range, within: string | null): Promise<string[]> => {
  const revisions = range.from === null ? [range.to] : [`${range.from}..${range.to}`];
  const limit = within === null ? [] : ['--', `:(literal)${within}`];
  const log = ['log', '--no-merges', '--full-history', '--format=%ct', ...revisions, ...limit];
  const output = await git(path, log);
  const count = await git(path, ['rev-list', '--count', '--no-merges', '--full-history', ...revisions, ...limit]);
  const dates = output.split('\n').filter((line) => line !== '');
  expect(Number(count)).toBe(dates.length);
  return dates;
};

test('counts and dates are what rev-list says, over generated histories with merges, octopuses, roots and skewed clocks', async ({
  folder,
}) => {
  let looked = 0;
  await assert(
    asyncProperty(histories, nat(1000), nat(1000), async (steps, a, b) => {
      const own = await mkdtemp(join(folder, 'run-'));
      const specs = commitsOf(steps);
      const tips = Object.fromEntries(specs.map((spec, i) => [`b${i}`, spec.name]));
      const built = await buildRepository(join(own, 'r.git'), { commits: specs, branches: { ...tips, main: 'c0' } });
      const port = gitIn(own);
      const at = (n: number): Commit => built.id(`c${n % steps.length}`);
      const ranges: Range[] = [
        { from: at(a), to: at(b) },
        { from: at(b), to: at(a) },
        { from: null, to: at(a) },
        { from: at(0), to: at(steps.length - 1) },
      ];
      for (const path of components) {
        const component = componentOf(built.path, { path });
        if (path === null) valueOf(await port.mirrors.refresh(component, signal));
        const judged = await Promise.all(ranges.map((range) => judge(built.path, range, path)));
        expect(valueOf(await port.history.counts(component, ranges, signal))).toEqual(judged.map((d) => d.length));
        const oldest = judged.map((d) =>
          d.length === 0 ? null : new Date(Math.min(...d.map(Number)) * 1000).toISOString(),
        );
        expect(valueOf(await port.history.oldest(component, ranges, signal))).toEqual(oldest);
        looked += ranges.length;
      }
      await rm(own, { recursive: true, force: true });
    }),
    { numRuns: 15 },
  );
  expect(looked).toBeGreaterThan(300);
});

test('a count is the number of changes that the list holds', async ({ folder, port }) => {
  const names = ['one', 'two', 'three', 'four'];
  const commits = names.map((name, i) => ({ name, files: { [`${i % 2 ? 'web' : 'api'}/${name}`]: name } }));
  const built = await buildRepository(join(folder, 'r.git'), { commits });
  const component = componentOf(built.path, { path: 'web' });
  valueOf(await port.mirrors.refresh(component, signal));
  const range = { from: null, to: built.id('four') };
  const listed = valueOf(await port.history.changes(component, range, 10, signal));
  expect(listed.map((change) => change.subject)).toEqual(['four', 'two']);
  expect(valueOf(await port.history.counts(component, [range], signal))).toEqual([2]);
});

test('counts stay right after pushes that add commits to what has been counted before', async ({ folder, port }) => {
  const built = await buildRepository(join(folder, 'r.git'), { commits: [{ name: 'one', files: { 'api/a': '1' } }] });
  const component = componentOf(built.path, { path: 'api' });
  for (let i = 0; i < 5; i += 1) {
    const { mainline } = valueOf(await port.mirrors.refresh(component, signal));
    expect(valueOf(await port.history.counts(component, [{ from: null, to: mainline }], signal))).toEqual([1 + i]);
    await addCommit(built.path, 'main', { 'api/a': `n${i}`, 'web/b': '1' });
    await addCommit(built.path, 'main', { 'web/b': `n${i}` });
  }
});

test('without a commit-graph git itself is asked, with the same answer', async ({ folder, port }) => {
  const commits = Array.from({ length: 9 }, (_, i) => ({ name: `c${i}`, files: { [`d${i % 3}/f`]: `${i}` } }));
  const built = await buildRepository(join(folder, 'r.git'), { commits });
  const component = componentOf(built.path, { path: 'd1' });
  valueOf(await port.mirrors.refresh(component, signal));
  const [mirror = ''] = await readdir(join(folder, 'mirrors'));
  await rm(join(folder, 'mirrors', mirror, 'objects', 'info', 'commit-graphs'), { recursive: true });
  const whole = { ...component, path: null };
  const [from, to] = [built.id('c0'), built.id('c8')];
  expect(valueOf(await port.history.counts(component, [{ from, to }], signal))).toEqual([3]);
  expect(valueOf(await port.history.contains(whole, to, from, signal))).toBe(true);
  expect(valueOf(await port.history.contains(whole, from, to, signal))).toBe(false);
  expect(valueOf(await port.history.at(whole, to, '2023-11-14T22:14:30.000Z', signal))).toBe(built.id('c1'));
});

test('a commit that the mirror lacks is named', async ({ folder, port }) => {
  const built = await buildRepository(join(folder, 'r.git'), { commits: [{ name: 'one', files: { a: '1' } }] });
  const component = componentOf(built.path);
  valueOf(await port.mirrors.refresh(component, signal));
  const missing = 'ab'.repeat(20) as Commit;
  const range = { from: missing, to: built.id('one') };
  const failure = { kind: 'commit-missing', commit: missing };
  expect(failureOf(await port.history.counts(component, [range], signal))).toMatchObject(failure);
  expect(failureOf(await port.history.points(component, [missing], signal))).toMatchObject(failure);
  expect(failureOf(await port.history.changes(component, range, 5, signal))).toMatchObject(failure);
  expect(failureOf(await port.diffs.files(component, range, signal))).toMatchObject(failure);
});
