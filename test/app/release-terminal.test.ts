import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { ReleaseView } from '../../contract/release';
import { demoOf } from '../support/app-board';
import { endProcessesOf } from '../support/app-processes';
import { ledgerTable, mendCheckout, releaseLedger, runIn, storyOf, storyOfTwo } from '../support/app-release';
import { humdrum, type Said } from '../support/app-terminal';

let data = '';
let file = '';
test.beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'humdrum-test-'));
  file = join(demoOf(data), 'humdrum.yml');
  const said = await humdrum(data, 'demo', '--dir', demoOf(data), '--json');
  expect(said.code, said.err).toBe(0);
});
test.afterAll(() => {
  endProcessesOf(data);
  rmSync(data, { recursive: true, force: true });
});

const run = (...words: readonly string[]): Promise<Said> => humdrum(data, ...words, '--workspace', file);
const read = (said: Said): ReleaseView => JSON.parse(said.out) as ReleaseView; // as: our own terminal's documented shape
const reason = ['--override', 'mainline has the hotfix under another id'];

test('in the terminal a release of test is promoted, partly deployed, put back, and promoted again after the fix; only all of it is a 0', async () => {
  test.setTimeout(240_000);
  const early = await run('release', 'cut', 'test');
  expect([early.code, early.out]).toEqual([1, '']);
  expect(early.err).toContain('was not verified there as a whole: web');
  const mended = await run('rollback', 'web', 'test', '--yes');
  expect([mended.code, mended.out], mended.err).toEqual([0, expect.stringContaining('Verified')]);

  const first = read(await run('release', 'cut', 'test', '--name', 'Thursday', '--json'));
  const stages = ['staging', 'production'].map((stage) => ({ stage, state: 'waiting' }));
  expect(first).toMatchObject({ name: 'Thursday', stage: 'test', stages });
  // The same set is the same release, by its first name.
  expect(read(await run('release', 'cut', 'test', '--json'))).toMatchObject({ id: first.id, name: 'Thursday' });
  const tested = await runIn(data, 'test');
  const staged = await run('release', 'promote', 'Thursday', 'staging', '--yes');
  expect([staged.code, staged.out], staged.err).toEqual([0, 'Deployed: release Thursday in staging. Nothing to do.\n']);
  expect(await runIn(data, 'staging')).toEqual(tested);

  const before = await runIn(data, 'production');
  const blocked = await run('release', 'promote', 'Thursday', 'production', '--yes');
  expect([blocked.code, blocked.out]).toEqual([1, '']);
  expect(blocked.err).toContain('web: production has 1 change');
  expect(await runIn(data, 'production')).toEqual(before);
  const partly = await run('release', 'promote', 'Thursday', 'production', '--yes', ...reason);
  expect(partly.code).toBe(1);
  expect(partly.out).toContain(
    'Partly deployed: release Thursday in production (checkout is there and faulty, web waits)',
  );
  expect(await runIn(data, 'production')).toEqual({ ...tested, web: before['web'] });
  const back = await run('release', 'put-back', 'Thursday', 'production', '--yes');
  expect([back.code, back.out]).toEqual([0, expect.stringContaining('Put back: release Thursday in production')]);
  expect(await runIn(data, 'production')).toEqual(before);

  const fix = mendCheckout(data);
  for (const stage of ['dev', 'test']) {
    const said = await run('promote', 'checkout', stage, '--yes');
    expect(said.code, `${stage}: ${said.err}`).toBe(0);
  }
  const second = read(await run('release', 'cut', 'test', '--json'));
  expect(second.set.find((one) => one.component === 'checkout')?.commit).toBe(fix);
  for (const [stage, words] of [
    ['staging', []],
    ['production', reason],
  ] as const) {
    const again = await run('release', 'promote', second.name, stage, '--yes', ...words);
    expect([again.code, again.out], again.err).toEqual([
      0,
      `Deployed: release ${second.name} in ${stage}. Nothing to do.\n`,
    ]);
  }
  expect(await runIn(data, 'production')).toEqual({ ...tested, checkout: fix });

  const ledger = await releaseLedger(data, file);
  console.log(ledgerTable(ledger));
  expect(storyOf(ledger)).toEqual(storyOfTwo('Thursday', second.name));
  expect((await run('release', 'promote', 'Friday', 'production', '--yes')).err).toContain(
    'There is no release Friday',
  );
});
