import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { smallFile, test } from '../support/ledger-workspace';

test('a changed file is told, however the editor saves it', async ({ workspaces, folder }) => {
  const file = join(folder, 'humdrum.yml');
  writeFileSync(file, smallFile);
  let told = 0;
  const unwatch = workspaces.watch(file, () => (told += 1));
  /** Once or, where the system is slow to say everything, twice. */
  const isTold = async (save: () => void): Promise<void> => {
    const before = told;
    save();
    await expect.poll(() => told).toBeGreaterThan(before);
  };
  await isTold(() => writeFileSync(file, `${smallFile}# written in place\n`));
  for (const n of [1, 2]) {
    writeFileSync(join(folder, '.humdrum.yml.swp'), `${smallFile}# renamed over it, ${'x'.repeat(n)}\n`);
    await isTold(() => renameSync(join(folder, '.humdrum.yml.swp'), file));
  }
  await isTold(() => rmSync(file));
  await isTold(() => writeFileSync(file, smallFile));
  unwatch();
});

test('other files of the folder and the end of watching are not told', async ({ workspaces, folder }) => {
  const [file, other] = [join(folder, 'humdrum.yml'), join(folder, 'other.yml')];
  writeFileSync(file, smallFile);
  writeFileSync(other, smallFile);
  const told: string[] = [];
  const unwatch = workspaces.watch(file, () => told.push('file'));
  const unwatchOther = workspaces.watch(other, () => told.push('other'));
  unwatch();
  writeFileSync(file, `${smallFile}# changed\n`);
  writeFileSync(other, `${smallFile}# changed\n`);
  await expect.poll(() => told).toEqual(['other']);
  unwatchOther();
});
