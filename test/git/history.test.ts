import { join } from 'node:path';
import type { Commit } from '../../contract/commit';
import { issuesIn } from '../../contract/issue-references';
import { byVersion } from '../../main/git/versions';
import { componentOf, expect, signal, test } from '../support/git-rig';
import { buildRepository, git } from '../support/repositories';
import { valueOf } from '../support/results';

/** main: one - two - merge - four, a side branch from one merged in, a path of a component, tags. */
const spec = {
  commits: [
    { name: 'one', files: { 'api/a': '1', README: '1' } },
    { name: 'two', files: { README: '2' }, message: 'Read me\nagain\n\nCloses #12 and SHOP-7, see SHOP-7.' },
    { name: 'side', parents: ['one'], files: { 'api/a': '2' } },
    { name: 'merge', parents: ['two', 'side'], files: { 'api/a': '2' } },
    { name: 'four', files: { README: '4' } },
  ],
  branches: { main: 'four' },
  tags: {
    'v1.9.0': 'one',
    '@v1.10.0': 'one',
    nightly: 'one',
    '@release-2': 'merge',
    'api/v3.0.0': 'merge',
    '2.0': 'four',
  },
};

const mirrored = async (folder: string, port: Parameters<Parameters<typeof test>[2]>[0]['port']) => {
  const built = await buildRepository(join(folder, 'r.git'), spec);
  const component = componentOf(built.path);
  valueOf(await port.mirrors.refresh(component, signal));
  return { built, component };
};

test('changes carry author, time, subject and issues, newest first, merges left out', async ({ folder, port }) => {
  const { built, component } = await mirrored(folder, port);
  const changes = valueOf(
    await port.history.changes(component, { from: built.id('one'), to: built.id('four') }, 10, signal),
  );
  expect(changes.map((change) => change.commit)).toEqual(['four', 'side', 'two'].map(built.id));
  expect(changes[2]).toEqual({
    commit: built.id('two'),
    author: { name: 'Ada', email: 'ada@example.com' },
    at: '2023-11-14T22:14:20.000Z',
    subject: 'Read me again',
    issues: ['#12', 'SHOP-7'],
  });
  expect(valueOf(await port.history.changes(component, { from: null, to: built.id('four') }, 2, signal))).toHaveLength(
    2,
  );
});

test('issue references are told from what only looks like one', () => {
  const text = 'Fix #12, GH-3 and SHOP-7 (not UTF-8, SHA-256, a#1, &#39; or x/y#4, v1-2, A-1-B) JIRA2-44';
  expect(issuesIn(text)).toEqual(['#12', 'GH-3', 'SHOP-7', 'JIRA2-44']);
});

test('candidates are the first-parent line; of a path, what brings a change to it', async ({ folder, port }) => {
  const { built, component } = await mirrored(folder, port);
  const range = { from: built.id('one'), to: built.id('four') };
  const named = async (path: string | null) =>
    valueOf(await port.history.candidates({ ...component, path }, range, 10, signal)).map((point) => point.commit);
  expect(await named(null)).toEqual(['four', 'merge', 'two'].map(built.id));
  expect(await named('api')).toEqual([built.id('merge')]);
});

test('candidates by tag are the commits that its tags stand at, within the range', async ({ folder, port }) => {
  const { built, component } = await mirrored(folder, port);
  const tagged = { ...component, candidates: { kind: 'tags', pattern: 'v*' } as const };
  const range = { from: null, to: built.id('four') };
  const points = valueOf(await port.history.candidates(tagged, range, 10, signal));
  expect(points).toEqual([
    { commit: built.id('one'), version: 'v1.10.0', at: '2023-11-14T22:13:20.000Z', subject: 'one' },
  ]);
  const later = { from: built.id('one'), to: built.id('four') };
  expect(valueOf(await port.history.candidates(tagged, later, 10, signal))).toEqual([]);
  const any = { ...component, candidates: { kind: 'tags', pattern: '{release-*,[0-9]*}' } as const };
  const found = valueOf(await port.history.candidates(any, later, 10, signal));
  expect(found.map((point) => point.version)).toEqual(['2.0', 'release-2']);
});

test('a point has the version of its best tag and its time, in the order asked', async ({ folder, port }) => {
  const { built, component } = await mirrored(folder, port);
  const asked = ['merge', 'one', 'two', 'four', 'one'].map(built.id);
  const points = valueOf(await port.history.points(component, asked, signal));
  expect(points.map((point) => point.version)).toEqual(['api/v3.0.0', 'v1.10.0', null, '2.0', 'v1.10.0']);
  expect(points.map((point) => point.commit)).toEqual(asked);
  expect(points[1]?.at).toBe('2023-11-14T22:13:20.000Z');
});

test('newer versions sort first: numbers count, a pre-release comes before its release', () => {
  const sorted = ['v1.2.0', 'v1.10.0', 'nightly', 'v1.10.0-rc.2', 'v1.10.0-rc.10', '2.0', 'a-v0.1.0'].sort(byVersion);
  expect(sorted).toEqual(['2.0', 'v1.10.0', 'v1.10.0-rc.10', 'v1.10.0-rc.2', 'v1.2.0', 'a-v0.1.0', 'nightly']);
});

test('what an environment says it runs becomes a commit, and nothing is guessed', async ({ folder, port }) => {
  const { built, component } = await mirrored(folder, port);
  const resolve = async (named: string) => valueOf(await port.history.resolve(component, named, signal));
  const one = built.id('one');
  for (const named of [one, one.slice(0, 7), one.slice(0, 12).toUpperCase(), 'v1.10.0', '1.10.0', ` ${one}\n`])
    expect(await resolve(named), named).toBe(one);
  expect(await resolve('release-2')).toBe(built.id('merge'));
  expect(await resolve(`v1.10.0-2-g${built.id('merge').slice(0, 9)}`)).toBe(built.id('merge'));
  for (const named of ['', 'main', 'HEAD', 'one', 'v9', 'ffffffff', '-v', one.slice(0, 3), `${one}^`, 'ab'.repeat(20)])
    expect(await resolve(named), named).toBeNull();
  const tree = (await git(built.path, ['rev-parse', `${one}^{tree}`])).trim();
  expect(await resolve(tree)).toBeNull();
});

test('a name that is a tag and an abbreviation of another commit is ambiguous', async ({ folder, port }) => {
  const { built, component } = await mirrored(folder, port);
  const short = built.id('two').slice(0, 7);
  await git(built.path, ['update-ref', `refs/tags/${short}`, built.id('one')]);
  valueOf(await port.mirrors.refresh(component, signal));
  expect(valueOf(await port.history.resolve(component, short, signal))).toBeNull();
});

test('the state of mainline at a time follows first parents only', async ({ folder, port }) => {
  const { built, component } = await mirrored(folder, port);
  const at = async (time: string) => valueOf(await port.history.at(component, built.id('four'), time, signal));
  expect(await at('2023-11-14T22:13:19.000Z')).toBeNull();
  expect(await at('2023-11-14T22:13:20.000Z')).toBe(built.id('one'));
  // `side` was committed at 22:15:20, but mainline was at `two` until the merge.
  expect(await at('2023-11-14T22:15:50.000Z')).toBe(built.id('two'));
  expect(await at('2030-01-01T00:00:00.000Z')).toBe(built.id('four'));
});

test('contains answers for itself, ancestors and others', async ({ folder, port }) => {
  const { built, component } = await mirrored(folder, port);
  const contains = async (of: Commit, ancestor: Commit) =>
    valueOf(await port.history.contains(component, of, ancestor, signal));
  expect(await contains(built.id('four'), built.id('side'))).toBe(true);
  expect(await contains(built.id('two'), built.id('two'))).toBe(true);
  expect(await contains(built.id('two'), built.id('side'))).toBe(false);
});
