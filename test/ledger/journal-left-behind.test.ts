import { expect } from '@playwright/test';
import { linesOf, startChild } from '../support/ledger-child';
import { test } from '../support/ledger-rig';
import { familyOf, killAll } from '../support/rig-processes';

const journalProcess = 'ledger-journal-process';

/** Every folder is synced by one thread: its nth sync fails. */
const failingSync = (nth: number): readonly string[] => [
  'env', 'UV_THREADPOOL_SIZE=1', 'strace', '-f', '-qq', '-o', '/dev/null', '-e', 'trace=fsync', '-e', `inject=fsync:error=EIO:when=${nth}`,
]; // oxfmt-ignore

// The first sync is of the folder with the new file, the second of the folder from which the old ones were removed.
for (const nth of [1, 2]) {
  test(`what was taken over is not lost when the folder’s sync number ${nth} fails`, async ({ folder }) => {
    const first = await startChild(journalProcess, [folder, '2']);
    await first.says('durable d-2\n');
    await first.kill();
    const failing = await startChild(journalProcess, [folder], failingSync(nth));
    await failing.says('EIO');
    expect(failing.said()).toContain('journal-unwritable');
    // strace would let its child go on.
    killAll(familyOf(failing.child.pid ?? 0));
    await failing.ended;
    const last = await startChild(journalProcess, [folder, '0']);
    await last.says('opened\n');
    await last.kill();
    expect(linesOf(last.said(), 'took')).toEqual(['d-1', 'd-2']);
  });
}
