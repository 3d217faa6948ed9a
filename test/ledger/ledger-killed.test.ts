import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { createKiller } from '../support/ledger-killer';
import { test } from '../support/ledger-over';
import { remoteKinds } from '../support/ledger-remotes';
import { add, branchOf, never, reasons } from '../support/ledger-rig';
import { failureOf, valueOf } from '../support/results';

/** `HUMDRUM_RUNS` times as many in the long version. */
const rounds = (short: number): number => short * Number(process.env['HUMDRUM_RUNS'] ?? 1);
const short = { file: 20, https: 12, ssh: 6 } as const;

for (const kind of remoteKinds) {
  test.describe(`over ${kind}`, () => {
    test.use({ kind });

    test('a push that is killed 0 to 60 ms after it began leaves exactly one entry', async ({
      open,
      where,
      person,
      remote,
      folder,
      git,
    }) => {
      const count = rounds(short[kind]);
      test.setTimeout(20_000 + 8000 * count);
      const killer = createKiller(join(folder, 'bin'), person);
      const ledger = open({ where, run: killer.run });
      const lock = join(remote, `${branchOf('dev')}.lock`);
      const wanted: string[] = [];
      for (let round = 0; round < count; round++) {
        wanted.push(`round ${round}`);
        killer.killNext((60 * round) / count);
        const pushed = await ledger.append('dev', add(`round ${round}`), never);
        // By path the remote's own git is among the killed, and may have held its lock: a person removes the file that is named.
        if (kind === 'file' && !pushed.ok && existsSync(lock)) {
          expect(failureOf(pushed)).toMatchObject({ kind: 'ledger-unreachable', why: expect.stringContaining(lock) });
          rmSync(lock);
          valueOf(await ledger.append('dev', add(`round ${round}`), never));
        } else valueOf(pushed);
      }
      expect(killer.killed()).toBeGreaterThan(0);
      const [dev] = valueOf(await open({ where, run: person }).read(['dev'], never));
      expect(reasons(dev?.entries ?? [])).toEqual(wanted);
      expect(git(remote, 'rev-list', '--count', branchOf('dev'))).toBe(String(count));
    });
  });
}
