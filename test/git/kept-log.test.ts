import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startGit } from '../../main/git/start-git';
import { componentOf, expect, gitIn, signal, test } from '../support/git-rig';
import { addCommit, buildRepository } from '../support/repositories';
import { valueOf } from '../support/results';

test('candidates that were listed before need no git at the next start; a new tip, and a kept list somebody touched, do', async ({
  folder,
}) => {
  const commits = ['a', 'b', 'c'].map((name) => ({ name, files: { f: name } }));
  const built = await buildRepository(join(folder, 'r'), { commits, branches: { main: 'c' } });
  const one = componentOf(built.path);
  let logs = 0;
  const start: typeof startGit = (order, hooks, stop) => {
    if (order.args.includes('log')) logs += 1;
    return startGit(order, hooks, stop);
  };
  /** As a new start of the app lists them. */
  const list = async () => {
    const port = gitIn(folder, { start });
    const { mainline } = valueOf(await port.mirrors.refresh(one, signal));
    return valueOf(await port.history.candidates(one, { from: null, to: mainline }, 50, signal));
  };
  const first = await list();
  expect(first).toHaveLength(3);
  expect(logs).toBe(1);
  const [mirror = ''] = (await readdir(join(folder, 'mirrors'))).filter((name) => name.endsWith('.git'));
  const keptIn = async () =>
    (await readdir(join(folder, 'mirrors', mirror))).filter((name) => /^humdrum-log-[0-9a-f]{16}$/.test(name));
  await expect.poll(keptIn).toHaveLength(1);
  expect(await list()).toEqual(first);
  expect(logs).toBe(1);

  const [name = ''] = await keptIn();
  const file = join(folder, 'mirrors', mirror, name);
  const kept = await readFile(file);
  for (const at of [3, 70, kept.length - 1]) {
    const touched = Buffer.from(kept);
    touched[at] = (touched[at] ?? 0) ^ 1;
    await writeFile(file, touched);
    expect(await list()).toEqual(first);
    await expect.poll(async () => kept.equals(await readFile(file))).toBe(true);
  }
  expect(logs).toBe(4);
  await addCommit(built.path, 'main', { g: '1' });
  expect(await list()).toHaveLength(4);
  expect(logs).toBe(5);
});
