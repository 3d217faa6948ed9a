import { join } from 'node:path';
import * as fc from 'fast-check';
import { commitSchema } from '../../contract/commit';
import { fixedBy, revertedBy } from '../../main/git/changes';
import { componentOf, expect, signal, test } from '../support/git-rig';
import { buildRepository, git } from '../support/repositories';
import { valueOf } from '../support/results';

const missing = commitSchema.parse('f'.repeat(40));

test('a change belongs to the first deployment that brought it, on whichever branch it was made', async ({
  folder,
  port,
}) => {
  const built = await buildRepository(join(folder, 'r.git'), {
    commits: [
      { name: 'one', files: { a: '1' } },
      { name: 'two', files: { a: '2' }, message: 'fix(web): two' },
      { name: 'side', parents: ['one'], files: { b: '1' } },
      { name: 'merge', parents: ['two', 'side'], files: { a: '2', b: '1' } },
      { name: 'four', files: { 'docs/x': '1' } },
    ],
    branches: { main: 'four' },
  });
  const { id } = built;
  const component = componentOf(built.path);
  valueOf(await port.mirrors.refresh(component, signal));
  const brought = async (since: string, ...names: readonly string[]) => {
    const commits = names.map((name) => (name === 'missing' ? missing : id(name)));
    const from = since === 'missing' ? missing : id(since);
    const lists = valueOf(await port.history.brought(component, from, commits, signal));
    return lists.map((list) => list.map((change) => change.commit).sort());
  };
  const of = (...names: readonly string[]) => names.map(id).sort();
  expect(await brought('one', 'two', 'merge', 'four')).toEqual([of('two'), of('side'), of('four')]);
  // Deployed anew, and a step back: both bring nothing that was not there before.
  expect(await brought('one', 'four', 'two', 'four')).toEqual([of('two', 'side', 'four'), [], []]);
  expect(await brought('one', 'two', 'missing', 'four')).toEqual([of('two'), [], of('side', 'four')]);
  expect(await brought('missing', 'two', 'four')).toEqual([[], of('side', 'four')]);
  const [first] = valueOf(await port.history.brought(component, id('one'), [id('two')], signal));
  expect(first).toEqual([
    { commit: id('two'), at: expect.any(String), subject: 'fix(web): two', isFix: true, reverts: [] },
  ]);
});

test('what was answered is kept, but not where a commit was missing: it may come', async ({ folder, port }) => {
  const { path, id } = await buildRepository(join(folder, 'r.git'), {
    commits: [
      { name: 'one', files: { a: '1' } },
      { name: 'two', files: { a: '2' } },
      { name: 'three', files: { a: '3' } },
    ],
    branches: { main: 'two' },
  });
  const component = componentOf(path);
  const brought = async (...names: readonly string[]) =>
    valueOf(await port.history.brought(component, id('one'), names.map(id), signal));
  valueOf(await port.mirrors.refresh(component, signal));
  const [two] = await brought('two');
  expect(two).toHaveLength(1);
  expect((await brought('two'))[0]).toBe(two);
  expect((await brought('two', 'three')).map((list) => list.length)).toEqual([1, 0]);
  await git(path, ['update-ref', 'refs/heads/main', id('three')]);
  valueOf(await port.mirrors.refresh(component, signal));
  expect((await brought('two', 'three')).map((list) => list.length)).toEqual([1, 1]);
});

test('in any history what is dealt out is what git counts, each change once', async ({ folder, port }) => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 3, maxLength: 14 }), async (shape) => {
      run += 1;
      const commits = shape.map(([a, b], n) => ({
        name: `c${n}`,
        ...(n === 0 ? {} : { parents: [...new Set([`c${a % n}`, ...(b % 3 === 0 ? [`c${b % n}`] : [])])] }),
        files: { [`f${n % 4}`]: String(n) },
      }));
      const built = await buildRepository(join(folder, `${run}.git`), {
        commits,
        branches: { main: 'c0', ...Object.fromEntries(commits.map(({ name }) => [name, name])) },
      });
      const component = componentOf(built.path);
      valueOf(await port.mirrors.refresh(component, signal));
      const order = commits.slice(1).map(({ name }) => built.id(name));
      const since = built.id('c0');
      const lists = valueOf(await port.history.brought(component, since, order, signal));
      for (const [n, list] of lists.entries()) {
        const known = [since, ...order.slice(0, n)].map((commit) => `^${commit}`);
        const counted = await git(built.path, ['rev-list', '--no-merges', '--full-history', order[n] ?? '', ...known]);
        const expected = counted.split('\n').filter((line) => line !== '');
        expect(list.map((change) => change.commit as string).sort()).toEqual(expected.sort());
      }
    }),
    { numRuns: 12 },
  );
  expect(run).toBeGreaterThanOrEqual(12);
});

test('a fix says so at the start of its subject, a revert names the whole commit', () => {
  expect(['fix: a', 'Fix(web)!: a', 'hotfix: a', 'Hotfix a', 'Fixes a', 'fixed a'].filter((s) => !fixedBy(s))).toEqual(
    [],
  );
  expect(['feat: a fix', 'fixture', 'prefix: a', 'fixing', 'fix-up'].filter(fixedBy)).toEqual([]);
  const id = 'ab'.repeat(20);
  expect(revertedBy(`Revert "x"\n\nThis reverts commit ${id}.`)).toEqual([id]);
  expect(revertedBy('This reverts commit abcdef1.')).toEqual([]);
});
