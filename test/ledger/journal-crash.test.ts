import { expect } from '@playwright/test';
import { openJournal } from '../../main/ledger/journal';
import { linesOf, startChild } from '../support/ledger-child';
import { test } from '../support/ledger-rig';
import { valueOf } from '../support/results';

const now = () => '2026-03-05T10:00:00.000Z';
const journalProcess = 'ledger-journal-process';

test('kill -9 at any time loses nothing that was acknowledged, over many lives', async ({ folder }) => {
  test.setTimeout(120_000);
  const acknowledged = new Set<string>();
  for (const [life, after] of [1, 20, 3, 60, 9].entries()) {
    const child = await startChild(journalProcess, [folder, '10000', `life${life}`]);
    await child.says(`durable life${life}-${after}\n`);
    await child.kill();
    const took = linesOf(child.said(), 'took');
    for (const id of acknowledged) expect(took).toContain(id);
    // What was durable and not yet said when it died may be there too.
    expect(took.length - acknowledged.size).toBeLessThanOrEqual(life);
    for (const id of [...took, ...linesOf(child.said(), 'durable')]) acknowledged.add(id);
  }
  const last = valueOf(await openJournal(folder, now));
  const found = last.unfinished.map((record) => record.deployment);
  for (const id of acknowledged) expect(found).toContain(id);
  expect(new Set(found).size).toBe(found.length);
});

test('a disk that is full: nothing acknowledged is lost, nothing else is acknowledged', async ({ folder }) => {
  // A limit on the size of files (in KiB) does for anybody what a full disk does: a short write, then an error.
  const child = await startChild(journalProcess, [folder, '40'], ['bash', '-c', 'ulimit -f 4; exec "$@"', 'bash']);
  await child.says('done\n');
  await child.kill();
  const durable = linesOf(child.said(), 'durable');
  expect(durable.length).toBeGreaterThan(3);
  expect(durable.length).toBeLessThan(40);
  expect(child.said()).toContain('journal-unwritable');
  const journal = valueOf(await openJournal(folder, now));
  expect(journal.unfinished.map((record) => record.deployment)).toEqual(durable);
  expect(journal.damage).toBeNull();
});

test('a journal whose owner lives is not taken by another process', async ({ folder }) => {
  const app = await startChild(journalProcess, [folder, '2', 'app']);
  await app.says('done\n');
  const terminal = await startChild(journalProcess, [folder, '0']);
  await terminal.says('done\n');
  expect(linesOf(terminal.said(), 'took')).toEqual([]);
  await app.kill();
  const next = await startChild(journalProcess, [folder, '0']);
  await next.says('done\n');
  expect(linesOf(next.said(), 'took')).toEqual(['app-1', 'app-2']);
  await Promise.all([terminal.kill(), next.kill()]);
});
