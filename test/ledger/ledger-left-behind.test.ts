import { chmodSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from '@playwright/test';
import { add, branchOf, never, reasons, test } from '../support/ledger-rig';
import { failureOf, valueOf } from '../support/results';

/** What a power cut leaves of files that were not synced: their names. */
const emptyObjects = (gitDir: string): number => {
  const objects = join(gitDir, 'objects');
  const files = readdirSync(objects, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files) {
    const path = join(file.parentPath, file.name);
    // git writes objects read-only; root would not notice.
    chmodSync(path, 0o644);
    truncateSync(path);
  }
  return files.length;
};

test('a clone whose objects a power cut emptied is made anew, and what it knew is read again', async ({
  open,
  folder,
}) => {
  const clones = join(folder, 'clone');
  await open({ folder: clones }).append('dev', add('before'), never);
  const [place = ''] = readdirSync(clones);
  expect(emptyObjects(join(clones, place, 'clone.git'))).toBeGreaterThan(1);
  const reading = valueOf(await open({ folder: clones }).append('dev', add('after'), never));
  expect(reasons(reading.entries)).toEqual(['before', 'after']);
});

test('a ledger on this machine outlasts the lock that a killed git left', async ({ open, folder }) => {
  const own = { where: join(folder, 'own', 'ledger.git'), shared: false };
  await open(own).append('dev', add('before'), never);
  const lock = join(own.where, `${branchOf('dev')}.lock`);
  mkdirSync(dirname(lock), { recursive: true });
  writeFileSync(lock, '');
  const reading = valueOf(await open(own).append('dev', add('after'), never));
  expect(reasons(reading.entries)).toEqual(['before', 'after']);
});

test('the lock of a team’s ledger is not ours to remove: which file it is is said', async ({ open, remote }) => {
  await open().append('dev', add('before'), never);
  const lock = join(remote, `${branchOf('dev')}.lock`);
  writeFileSync(lock, '');
  expect(failureOf(await open().append('dev', add('after'), never))).toMatchObject({
    kind: 'ledger-unreachable',
    why: expect.stringMatching(`^another git holds ${lock}, or one that was killed has left it: remove that file`),
  });
  expect(readdirSync(dirname(lock))).toContain('dev.lock');
});
