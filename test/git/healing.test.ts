import { chmod, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { componentOf, expect, gitIn, signal, test } from '../support/git-rig';
import { addCommit, buildRepository } from '../support/repositories';
import { valueOf } from '../support/results';

const commits = Array.from({ length: 150 }, (_, i) => ({ name: `c${i}`, files: { [`f${i}`]: `${i}`.repeat(50) } }));

const mirrored = async (folder: string) => {
  const built = await buildRepository(join(folder, 'r.git'), { commits });
  const component = componentOf(built.path);
  valueOf(await gitIn(folder).mirrors.refresh(component, signal));
  const [name = ''] = await readdir(join(folder, 'mirrors'));
  return { built, component, mirror: join(folder, 'mirrors', name) };
};

const wounds: readonly (readonly [string, (mirror: string) => Promise<unknown>])[] = [
  [
    'left with locks by a killed git',
    async (m) => {
      for (const lock of ['refs/heads/main.lock', 'packed-refs.lock', 'config.lock', 'HEAD.lock'])
        await writeFile(join(m, lock), '');
    },
  ],
  ['that lost its objects', (m) => rm(join(m, 'objects', 'pack'), { recursive: true })],
  ['without its HEAD', (m) => rm(join(m, 'HEAD'))],
  ['that was removed', (m) => rm(m, { recursive: true })],
  ['whose notes are nonsense', (m) => writeFile(join(m, 'humdrum.json'), '{"format":1,"listing":')],
  ['whose configuration is broken', (m) => writeFile(join(m, 'config'), '[core\n')],
  [
    'with a torn commit-graph',
    async (m) => {
      const folder = join(m, 'objects', 'info', 'commit-graphs');
      for (const name of (await readdir(folder)).filter((one) => one.endsWith('.graph'))) {
        await chmod(join(folder, name), 0o644);
        await truncate(join(folder, name), 300);
      }
    },
  ],
];

for (const [what, wound] of wounds)
  test(`a mirror ${what} heals at the next refresh after a push`, async ({ folder }) => {
    const { built, component, mirror } = await mirrored(folder);
    await wound(mirror);
    const pushed = await addCommit(built.path, 'main', { g: '1' });
    const port = gitIn(folder);
    expect(valueOf(await port.mirrors.refresh(component, signal)).mainline).toBe(pushed);
    expect(valueOf(await port.history.counts(component, [{ from: null, to: pushed }], signal))).toEqual([151]);
    expect(valueOf(await port.history.changes(component, { from: null, to: pushed }, 500, signal))).toHaveLength(151);
    expect((await readdir(join(folder, 'mirrors'))).filter((name) => !name.endsWith('.git'))).toEqual([]);
  });

test('a mirror that turns out damaged while it is read heals at the next refresh, without a push', async ({
  folder,
}) => {
  const { built, component, mirror } = await mirrored(folder);
  const port = gitIn(folder);
  const { mainline } = valueOf(await port.mirrors.refresh(component, signal));
  const packs = (await readdir(join(mirror, 'objects', 'pack'))).filter((name) => name.endsWith('.pack'));
  expect(packs).toHaveLength(1);
  const pack = join(mirror, 'objects', 'pack', packs[0]!);
  await chmod(pack, 0o644);
  await truncate(pack, Math.floor((await stat(pack)).size / 2));
  expect((await port.history.changes(component, { from: null, to: mainline }, 500, signal)).ok).toBe(false);
  expect(valueOf(await port.mirrors.refresh(component, signal)).mainline).toBe(built.id('c149'));
  expect(valueOf(await port.history.changes(component, { from: null, to: mainline }, 500, signal))).toHaveLength(150);
});

test('a commit-graph with one wrong bit is not believed, by us or by git', async ({ folder }) => {
  const { component, mirror } = await mirrored(folder);
  const graphs = join(mirror, 'objects', 'info', 'commit-graphs');
  const name = (await readdir(graphs)).find((one) => one.endsWith('.graph'))!;
  const bytes = await readFile(join(graphs, name));
  // The first parent of some commit becomes another one.
  const data = bytes.readBigUInt64BE(bytes.indexOf('CDAT') + 4);
  bytes.writeUInt32BE(bytes.readUInt32BE(Number(data) + 20) ^ 1, Number(data) + 20);
  await chmod(join(graphs, name), 0o644);
  await writeFile(join(graphs, name), bytes);
  const port = gitIn(folder);
  const { mainline } = valueOf(await port.mirrors.refresh(component, signal));
  expect(valueOf(await port.history.counts(component, [{ from: null, to: mainline }], signal))).toEqual([150]);
});
