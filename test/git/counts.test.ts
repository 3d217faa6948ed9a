import { readdir, rm } from 'node:fs/promises';
import type { Commit } from '../../contract/commit';
import { join } from 'node:path';
import { componentOf, expect, signal, test } from '../support/git-rig';
import { addCommit, buildRepository } from '../support/repositories';
import { failureOf, valueOf } from '../support/results';

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
