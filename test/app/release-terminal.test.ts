import { expect, test } from '@playwright/test';
import type { ReleaseView } from '../../contract/release';
import { ledgerTable, mendCheckout, releaseLedger, runIn, storyOf, storyOfTwo } from '../support/app-release';
import { demoFile, onDemo, type Said } from '../support/app-terminal';
import { demoInTerminal } from '../support/app-terminal-demo';

const demo = demoInTerminal();
const run = (...words: readonly string[]): Promise<Said> => onDemo(demo.data, ...words);
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
  const tested = await runIn(demo.data, 'test');
  const staged = await run('release', 'promote', 'Thursday', 'staging', '--yes');
  expect([staged.code, staged.out], staged.err).toEqual([0, 'Deployed: release Thursday in staging. Nothing to do.\n']);
  expect(await runIn(demo.data, 'staging')).toEqual(tested);

  const before = await runIn(demo.data, 'production');
  const blocked = await run('release', 'promote', 'Thursday', 'production', '--yes');
  expect([blocked.code, blocked.out]).toEqual([1, '']);
  expect(blocked.err).toContain('web: production has 1 change');
  expect(await runIn(demo.data, 'production')).toEqual(before);
  const partly = await run('release', 'promote', 'Thursday', 'production', '--yes', ...reason);
  expect(partly.code).toBe(1);
  expect(partly.out).toContain(
    'Partly deployed: release Thursday in production (checkout is there and faulty, web waits)',
  );
  expect(await runIn(demo.data, 'production')).toEqual({ ...tested, web: before['web'] });
  const back = await run('release', 'put-back', 'Thursday', 'production', '--yes');
  expect([back.code, back.out]).toEqual([0, expect.stringContaining('Put back: release Thursday in production')]);
  expect(await runIn(demo.data, 'production')).toEqual(before);

  const fix = mendCheckout(demo.data);
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
  expect(await runIn(demo.data, 'production')).toEqual({ ...tested, checkout: fix });

  const ledger = await releaseLedger(demo.data, demoFile(demo.data));
  console.log(ledgerTable(ledger));
  expect(storyOf(ledger)).toEqual(storyOfTwo('Thursday', second.name));
  expect((await run('release', 'promote', 'Friday', 'production', '--yes')).err).toContain(
    'There is no release Friday',
  );
});
