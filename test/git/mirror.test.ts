import { readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { componentOf, expect, gitIn, signal, test } from '../support/git-rig';
import { addCommit, buildRepository, git } from '../support/repositories';
import { failureOf, valueOf } from '../support/results';

const one = { commits: [{ name: 'one', files: { a: '1' } }] };

test('a refresh says where mainline is, on which branch, and when it was read', async ({ folder }) => {
  const port = gitIn(folder, { now: () => '2026-01-02T03:04:05.678Z' });
  const built = await buildRepository(join(folder, 'r.git'), one);
  const component = componentOf(built.path);
  expect(await port.mirrors.last(component)).toBeNull();
  const reading = valueOf(await port.mirrors.refresh(component, signal));
  expect(reading).toMatchObject({ mainline: built.id('one'), branch: 'main', readAt: '2026-01-02T03:04:05.678Z' });
  expect(await port.mirrors.last(component)).toEqual(reading);
  expect(await gitIn(folder).mirrors.last(component)).toEqual(reading);
});

test('a push is seen by the next refresh, and nothing but a push changes the hash of the refs', async ({
  folder,
  port,
}) => {
  const built = await buildRepository(join(folder, 'r.git'), one);
  const component = componentOf(built.path);
  const first = valueOf(await port.mirrors.refresh(component, signal));
  expect(valueOf(await port.mirrors.refresh(component, signal)).refs).toBe(first.refs);
  const pushed = await addCommit(built.path, 'main', { a: '2' });
  const second = valueOf(await port.mirrors.refresh(component, signal));
  expect(second.mainline).toBe(pushed);
  expect(second.refs).not.toBe(first.refs);
  const range = { from: first.mainline, to: pushed };
  expect(valueOf(await port.history.counts(component, [range], signal))).toEqual([1]);
});

test('after a force-push mainline is the new one, and what it replaced can still be counted', async ({
  folder,
  port,
}) => {
  const built = await buildRepository(join(folder, 'r.git'), one);
  const lost = await addCommit(built.path, 'main', { a: '2' });
  const component = componentOf(built.path);
  valueOf(await port.mirrors.refresh(component, signal));
  const rewritten = await addCommit(built.path, 'main', { a: '3' }, { onto: built.id('one'), message: 'instead' });
  expect(valueOf(await port.mirrors.refresh(component, signal)).mainline).toBe(rewritten);
  const ranges = [
    { from: lost, to: rewritten },
    { from: rewritten, to: lost },
  ];
  expect(valueOf(await port.history.counts(component, ranges, signal))).toEqual([1, 1]);
  expect(valueOf(await port.history.contains(component, rewritten, lost, signal))).toBe(false);
});

test('a branch that became a folder of branches is followed', async ({ folder, port }) => {
  const spec = { ...one, branches: { main: 'one', fix: 'one' } };
  const built = await buildRepository(join(folder, 'r.git'), spec);
  const component = componentOf(built.path);
  valueOf(await port.mirrors.refresh(component, signal));
  await git(built.path, ['update-ref', '-d', 'refs/heads/fix']);
  await git(built.path, ['update-ref', 'refs/heads/fix/one', built.id('one')]);
  const reading = valueOf(await port.mirrors.refresh({ ...component, branch: 'fix/one' }, signal));
  expect(reading).toMatchObject({ branch: 'fix/one', mainline: built.id('one') });
});

test('the branches of the ledger are left out: an entry there moves nothing and fetches nothing', async ({
  folder,
  port,
}) => {
  const built = await buildRepository(join(folder, 'r.git'), one);
  const component = componentOf(built.path);
  const before = valueOf(await port.mirrors.refresh(component, signal));
  const [mirror = ''] = await readdir(join(folder, 'mirrors'));
  // Written after each fetch.
  const fetched = () => stat(join(folder, 'mirrors', mirror, 'humdrum.json'), { bigint: true }).then((s) => s.mtimeNs);
  const last = await fetched();
  await addCommit(built.path, 'humdrum/shop/production', { entry: '{}' }, { onto: null });
  expect(valueOf(await port.mirrors.refresh(component, signal)).refs).toBe(before.refs);
  expect(await fetched()).toBe(last);
  await addCommit(built.path, 'main', { a: '2' });
  valueOf(await port.mirrors.refresh(component, signal));
  expect(await fetched()).not.toBe(last);
});

test('a component may name its branch; one that is not there is named in the failure', async ({ folder, port }) => {
  const built = await buildRepository(join(folder, 'r.git'), { ...one, branches: { main: 'one', stable: 'one' } });
  const stable = await addCommit(built.path, 'stable', { a: '2' });
  const component = componentOf(built.path, { branch: 'stable' });
  expect(valueOf(await port.mirrors.refresh(component, signal)).mainline).toBe(stable);
  const other = componentOf(built.path, { branch: 'nope' });
  const failure = { kind: 'branch-missing', repository: built.path, branch: 'nope' };
  expect(failureOf(await port.mirrors.refresh(other, signal))).toEqual(failure);
});

test('a detached HEAD does not hide mainline', async ({ folder, port }) => {
  const built = await buildRepository(join(folder, 'r.git'), { ...one, branches: { main: 'one', other: 'one' } });
  const tip = await addCommit(built.path, 'main', { a: '2' });
  await git(built.path, ['update-ref', '--no-deref', 'HEAD', built.id('one')]);
  const reading = valueOf(await port.mirrors.refresh(componentOf(built.path), signal));
  expect(reading).toMatchObject({ branch: 'main', mainline: tip });
});

test('components of one repository share its mirror, and many questions at once are one', async ({ folder, port }) => {
  const built = await buildRepository(join(folder, 'r.git'), one);
  const components = Array.from({ length: 30 }, (_, i) => componentOf(built.path, { name: `c${i}`, path: `d${i}` }));
  const readings = await Promise.all(components.map((component) => port.mirrors.refresh(component, signal)));
  expect(new Set(readings.map((reading) => valueOf(reading).mainline))).toEqual(new Set([built.id('one')]));
  expect(await readdir(join(folder, 'mirrors'))).toHaveLength(1);
});

test('two processes that clone and refresh the same mirror at once do each other no harm', async ({ folder }) => {
  const built = await buildRepository(join(folder, 'r.git'), one);
  const component = componentOf(built.path);
  const ports = [gitIn(folder), gitIn(folder), gitIn(folder)];
  for (let i = 0; i < 4; i += 1) {
    const readings = await Promise.all(ports.map((port) => port.mirrors.refresh(component, signal)));
    const tip = (await git(built.path, ['rev-parse', 'main'])).trim();
    expect(readings.map((reading) => valueOf(reading).mainline)).toEqual([tip, tip, tip]);
    await addCommit(built.path, 'main', { a: `n${i}` });
  }
  expect((await readdir(join(folder, 'mirrors'))).filter((name) => !name.endsWith('.git'))).toEqual([]);
});

const hour = 3_600_000;
// No process has an id above 2^22; a time to come cannot be too old, so only the dead owner counts; a time gone by counts for any owner.
const abandoned = { 'whose process died': [2 ** 22 + 1, hour], 'that nobody touches any more': [process.pid, -hour] };

for (const [what, [pid, ahead]] of Object.entries(abandoned))
  test(`a lock ${what} is taken over`, async ({ folder, port }) => {
    const built = await buildRepository(join(folder, 'r.git'), one);
    const component = componentOf(built.path);
    valueOf(await port.mirrors.refresh(component, signal));
    const [mirror = ''] = await readdir(join(folder, 'mirrors'));
    const lock = join(folder, 'mirrors', `${mirror}.lock`);
    await writeFile(lock, `${pid}\n${hostname()}\nx`);
    await utimes(lock, new Date(), new Date(Date.now() + ahead!));
    const pushed = await addCommit(built.path, 'main', { a: '2' });
    expect(valueOf(await port.mirrors.refresh(component, signal)).mainline).toBe(pushed);
  });

test('a repository that names its objects by SHA-256 is mirrored and counted as well', async ({ folder, port }) => {
  const commits = [...one.commits, { name: 'two', files: { 'api/b': '1' } }];
  const built = await buildRepository(join(folder, 'r.git'), { commits }, 'sha256');
  const component = componentOf(built.path, { path: 'api' });
  const { mainline } = valueOf(await port.mirrors.refresh(component, signal));
  expect(mainline).toHaveLength(64);
  expect(valueOf(await port.history.counts(component, [{ from: null, to: mainline }], signal))).toEqual([1]);
  expect(valueOf(await port.diffs.files(component, { from: null, to: mainline }, signal))).toHaveLength(1);
});
