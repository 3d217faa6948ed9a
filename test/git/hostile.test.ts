import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLedger } from '../../main/ledger/ledger';
import { originAround } from '../../main/workspace/git-config';
import { vectors } from '../support/git-hostile';
import { componentOf, expect, gitIn, signal, test } from '../support/git-rig';
import { addCommit, buildRepository, git } from '../support/repositories';
import { figures } from '../support/runs';
import { valueOf } from '../support/results';

/** Everything the app ever does with a repository that somebody lists in a workspace. */
const useEverything = async (folder: string, repository: string): Promise<void> => {
  const component = componentOf(repository, { config: ['app.yml'], migrations: ['*.sql'] });
  const port = gitIn(folder, { componentOf: () => component });
  const { mainline } = valueOf(await port.mirrors.refresh(component, signal));
  const [first] = valueOf(await port.history.changes(component, { from: null, to: mainline }, 50, signal)).slice(-1);
  const range = { from: first!.commit, to: mainline };
  for (const one of [component, { ...component, path: 'api' }]) {
    valueOf(await port.history.counts(one, [range, { from: null, to: mainline }], signal));
    valueOf(await port.history.candidates(one, range, 10, signal));
    valueOf(await port.diffs.files(one, range, signal));
  }
  valueOf(await port.history.points(component, [mainline], signal));
  valueOf(await port.history.oldest(component, [range], signal));
  valueOf(await port.history.at(component, mainline, new Date().toISOString(), signal));
  expect(valueOf(await port.history.contains(component, mainline, range.from, signal))).toBe(true);
  expect(await port.mirrors.last(component)).toMatchObject({ mainline });
  expect(valueOf(await port.history.resolve(component, mainline.slice(0, 8), signal))).toBe(mainline);
  for (const whitespace of ['show', 'ignore'] as const)
    expect(await port.diffs.patch(component, range, 'api/a.sql', whitespace, signal)).toMatchObject({
      kind: 'text',
      patch: expect.stringContaining('+two'),
    });
  valueOf(
    await port.diffs.config(
      component,
      { environment: null, commit: range.from },
      { environment: null, commit: mainline },
      signal,
    ),
  );
  valueOf(await port.diffs.migrations(component, range, signal));
  valueOf(await port.source.checkout('catalog', mainline, join(folder, 'tree'), signal));
  expect(await readdir(join(folder, 'tree'))).toEqual(['api', 'app.yml']);
  expect(valueOf(await port.source.readBranch('catalog', null, 'main', signal))).toBe(mainline);
  valueOf(await gitIn(folder).mirrors.refresh(component, signal));
  const elsewhere = { component: 'catalog', repository: join(folder, 'more.git'), branch: 'live' };
  const receipts: string[] = [];
  for await (const said of port.source.pushBranch({ ...elsewhere, commit: mainline, lease: null }, signal))
    if (said.type === 'receipt') receipts.push(said.receipt.kind);
  expect(receipts).toEqual(['accepted']);
};

/** The same repository as the team's record, read by the ledger's own git, and as the place around a workspace file. */
const readAsLedger = async (folder: string, repository: string): Promise<void> => {
  const ledger = createLedger({
    where: repository,
    shared: true,
    folder: join(folder, 'ledger'),
    workspaceName: 'Corner shop',
    identity: { me: { name: 'Ada', email: 'ada@example.org' }, machine: 'box', uuid: () => randomUUID() },
    now: () => new Date().toISOString(),
  });
  for (const environment of ['dev', 'live']) {
    const [reading] = valueOf(await ledger.read([environment], signal));
    expect(reading).toMatchObject({ environment, entries: [], tip: null });
  }
  expect(await originAround(join(repository, 'api'))).not.toBeUndefined();
};

/** A working copy as people have it, with two commits. */
const workingCopy = async (folder: string): Promise<string> => {
  const commits = [
    { name: 'one', files: { 'api/a.sql': 'one\n', 'app.yml': 'a: 1\n' } },
    { name: 'two', files: { 'api/a.sql': 'two\n', 'app.yml': 'a: 2\n' } },
  ];
  const built = await buildRepository(join(folder, 'origin.git'), { commits });
  await buildRepository(join(folder, 'more.git'), { commits: [{ name: 'more', files: { b: '1' } }] });
  await git('/', ['clone', '--quiet', built.path, join(folder, 'copy')]);
  return join(folder, 'copy');
};

test('the corpus has 21 vectors, of which plain git falls for all but those that git itself has shut', () => {
  expect(vectors).toHaveLength(21);
  expect(vectors.filter((vector) => vector.control === null).length).toBeLessThanOrEqual(3);
});

for (const vector of vectors)
  test(`nothing runs out of a working copy with ${vector.name}`, async ({ folder }) => {
    const copy = await workingCopy(folder);
    const canaries = join(folder, 'canaries');
    const evil = join(folder, 'evil');
    await mkdir(canaries);
    await writeFile(evil, `#!/bin/sh\ntouch '${canaries}/'"$$"\n`, { mode: 0o755 });
    await vector.plant(copy, evil);
    // Planting may have tripped over what it planted.
    await rm(canaries, { recursive: true });
    await mkdir(canaries);
    await useEverything(folder, copy);
    await readAsLedger(folder, copy);
    const found = await readdir(canaries);
    expect(found).toEqual([]);
    figures(`hostile repository, ${vector.name}`, { 'vectors tried': 1, 'canaries found': found.length });
    if (vector.control === null) return;
    await git(copy, vector.control).catch(() => undefined);
    expect((await readdir(canaries)).length, 'plain git falls for it').toBeGreaterThan(0);
  });

test('a name that looks like a magic pathspec, a pattern or a folder above is a path or refused', async ({
  folder,
  port,
}) => {
  const built = await buildRepository(join(folder, 'r.git'), {
    commits: [{ name: 'one', files: { ':(top)x/a': '1', '[ab]/c': '1', 'a/c': '1' } }],
  });
  const component = componentOf(built.path);
  const to = valueOf(await port.mirrors.refresh(component, signal)).mainline;
  await addCommit(built.path, 'main', { 'a/c': '2' });
  const count = async (path: string) => await port.history.counts({ ...component, path }, [{ from: null, to }], signal);
  for (const path of [':(top)x', '[ab]', 'a', './a/']) expect(valueOf(await count(path)), path).toEqual([1]);
  for (const path of ['*', ':/', ':!a']) expect(valueOf(await count(path)), path).toEqual([0]);
  for (const path of ['..', 'a/../..', '/etc', '-a', 'a/.git', 'a\u202eb'])
    expect((await count(path)).ok, path).toBe(false);
});
