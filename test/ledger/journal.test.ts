import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { openJournal } from '../../main/ledger/journal';
import { frame } from '../../main/ledger/journal-frames';
import { journalName, thisOwner } from '../../main/ledger/journal-owner';
import type { JournalRecord } from '../../main/release/record-ports';
import { ended, requested, sending, withdrawn } from '../support/ledger-journal-records';
import { test } from '../support/ledger-rig';
import { failureOf, valueOf } from '../support/results';

const now = () => '2026-03-05T10:00:00.000Z';

/** A file as a process that is gone has left it. */
const leave = (folder: string, bytes: Buffer): string => {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, journalName({ ...thisOwner(), pid: 0x7ffffff0, start: '1' }));
  writeFileSync(file, bytes);
  return file;
};
const framed = (...records: readonly JournalRecord[]): Buffer => Buffer.concat(records.map(frame));
const deployments = (records: readonly JournalRecord[]): readonly string[] =>
  records.map((record) => `${record.deployment} ${record.kind}`);

test('what a process that is gone left unfinished is taken over; the rest of its file is removed', async ({
  folder,
}) => {
  const old = leave(
    folder,
    framed(requested('a'), requested('b'), sending('b'), requested('c'), ended('a'), withdrawn('c'), requested('d')),
  );
  const journal = valueOf(await openJournal(folder, now));
  expect(deployments(journal.unfinished)).toEqual(['b requested', 'b sending', 'd requested']);
  expect(journal.unfinished[0]).toEqual(requested('b'));
  expect(journal.damage).toBeNull();
  expect(readdirSync(folder)).not.toContain(old.slice(folder.length + 1));
  await journal.close();
});

test('what was taken over stays unfinished until it ends here', async ({ folder }) => {
  leave(folder, framed(requested('a'), requested('b')));
  const first = valueOf(await openJournal(folder, now));
  await first.append(ended('a'));
  await first.close();
  const second = valueOf(await openJournal(folder, now));
  expect(deployments(second.unfinished)).toEqual(['b requested']);
  await second.append(withdrawn('b'));
  await second.close();
  expect(readdirSync(folder)).toEqual([]);
});

test('a journal that somebody has open is left alone', async ({ folder }) => {
  const app = valueOf(await openJournal(folder, now));
  await app.append(requested('a'));
  const terminal = valueOf(await openJournal(folder, now));
  expect(terminal.unfinished).toEqual([]);
  expect(valueOf(await app.append(sending('a')))).toBeNull();
  await terminal.close();
  await app.close();
  const later = valueOf(await openJournal(folder, now));
  expect(deployments(later.unfinished)).toEqual(['a requested', 'a sending']);
});

test('of several that open at once, one takes a file over', async ({ folder }) => {
  leave(folder, framed(requested('a')));
  const journals = await Promise.all([1, 2, 3, 4].map(() => openJournal(folder, now)));
  expect(journals.flatMap((journal) => deployments(valueOf(journal).unfinished))).toEqual(['a requested']);
});

test('a flipped bit: everything before it is read, the file is kept, and it is said', async ({ folder }) => {
  const bytes = framed(requested('a'), requested('b'), requested('c'));
  const second = framed(requested('a')).length;
  bytes.writeUInt8(bytes.readUInt8(second + 40) ^ 4, second + 40);
  leave(folder, bytes);
  const journal = valueOf(await openJournal(folder, now));
  expect(deployments(journal.unfinished)).toEqual(['a requested']);
  expect(journal.damage).toMatchObject({ kind: 'journal-damaged', why: `a wrong checksum at byte ${second}` });
  const { file } = journal.damage as { file: string };
  expect(file).toMatch(/\.damaged$/);
  expect(readFileSync(file)).toEqual(bytes);
});

test('a torn tail: everything before it is read', async ({ folder }) => {
  leave(folder, framed(requested('a'), requested('b')).subarray(0, -5));
  const journal = valueOf(await openJournal(folder, now));
  expect(deployments(journal.unfinished)).toEqual(['a requested']);
  expect(journal.damage?.kind).toBe('journal-damaged');
});

test('a record of a later version is not lost: the file is kept', async ({ folder }) => {
  leave(folder, Buffer.concat([frame({ kind: 'teleported', deployment: 'x' }), framed(requested('a'))]));
  const journal = valueOf(await openJournal(folder, now));
  expect(deployments(journal.unfinished)).toEqual(['a requested']);
  expect(journal.damage).toMatchObject({ why: '1 records of an unknown kind' });
});

test('a folder that can’t be made is a failure', async ({ folder }) => {
  writeFileSync(join(folder, 'file'), '');
  expect(failureOf(await openJournal(join(folder, 'file', 'journal'), now)).kind).toBe('journal-unwritable');
});

test('after a sync that failed nothing is believed any more', async ({ folder }) => {
  const journal = valueOf(await openJournal(folder, now));
  valueOf(await journal.append(requested('a')));
  const handle = await open(join(folder, 'any'), 'w');
  const prototype = Object.getPrototypeOf(handle) as { datasync: () => Promise<void> };
  await handle.close();
  const { datasync } = prototype;
  prototype.datasync = () => Promise.reject(new Error('EIO: i/o error, fdatasync'));
  const failure = failureOf(await journal.append(requested('b')));
  prototype.datasync = datasync;
  expect(failure).toMatchObject({ kind: 'journal-unwritable', why: 'EIO: i/o error, fdatasync' });
  expect(failureOf(await journal.append(requested('c'))).kind).toBe('journal-unwritable');
  await journal.close();
  expect(deployments(valueOf(await openJournal(folder, now)).unfinished)).toContain('a requested');
});

test('a journal that grows starts anew with what is unfinished', async ({ folder }) => {
  const journal = valueOf(await openJournal(folder, now));
  await journal.append(requested('first'));
  const long = 'v'.repeat(100_000);
  for (let n = 0; n < 25; n++) {
    await journal.append(requested(`d${n}`, long));
    await journal.append(ended(`d${n}`));
  }
  const files = readdirSync(folder);
  expect(files).toHaveLength(1);
  expect(statSync(join(folder, files[0] ?? '')).size).toBeLessThan(1_500_000);
  await journal.close();
  expect(deployments(valueOf(await openJournal(folder, now)).unfinished)).toEqual(['first requested']);
});
