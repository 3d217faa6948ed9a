import { setTimeout as sleep } from 'node:timers/promises';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { addCommit } from '../support/repositories';
import { ready, test, wordsOf, type Site } from '../support/engine-rig';
import type { Board } from '../support/engine-child';

// Real processes whose clock is somebody else's to set, and that are stopped as a sleep stops them.

const clockAt = (offset: string) => ({
  wrap: ['faketime', '-f', offset],
  // Node's timers run by the monotonic clock, which no one sets.
  env: { FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' },
});

/** The board knows what runs, and offers the next promotion. */
const runsAndOffers = (site: Site, runs: string, offers: string) => (board: Board) =>
  ready(board) &&
  site.running === site.repository.id(runs) &&
  board.components.get('catalog')?.cells[0]?.running?.commit === site.repository.id(runs) &&
  board.components.get('catalog')?.gaps[0]?.candidate?.commit === site.repository.id(offers);

for (const [first, second] of [
  ['+3d', '-3d'],
  ['-3d', '+3d'],
] as const)
  test(`a clock that is ${first} off at one promotion and ${second} at the next decides nothing`, async ({ site }) => {
    const one = await site.open(clockAt(first));
    const deployed = await one.act('promote', site.click(await one.board(runsAndOffers(site, 'one', 'two'))));
    expect(deployed).toMatchObject({ kind: 'verdict', verdict: 'deployed' });
    await one.close();

    // Six days earlier, or later, by this clock: the same record is read, nothing of it has lapsed and nothing is yet to come.
    await addCommit(site.repository.path, 'main', { a: '3' }, { at: 1_700_000_120, message: 'three' });
    const two = await site.open(clockAt(second));
    const board = await two.board((each) => ready(each) && each.components.get('catalog')?.gaps[0]?.ahead === 1);
    const cell = board.components.get('catalog')?.cells[0];
    expect(cell).toMatchObject({ drifted: false, inFlight: null, unknownVerdict: null });
    expect(cell?.recorded?.commit).toBe(site.repository.id('two'));
    expect(await two.act('promote', site.click(board))).toMatchObject({ kind: 'verdict', verdict: 'deployed' });
    expect(site.orders).toHaveLength(2);
    expect(new Set(site.orders).size).toBe(2);
  });

test('a clock that is set in the middle of a countdown neither shortens it nor holds it up', async ({ site }) => {
  const file = join(site.folder, 'clock');
  writeFileSync(file, '+0d');
  site.write({ stage: ', protected: true, countdown: 3s' });
  const { env } = clockAt('+0d');
  const moving = { FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1' };
  const engine = await site.open({
    wrap: ['faketime', '-f', '+0d', 'env', '-u', 'FAKETIME'],
    env: { ...env, ...moving },
  });
  const seen: string[] = [];
  const ending = await engine.act('promote', site.click(await engine.board(ready)), (event) => {
    seen.push(event.at);
    if (event.type === 'countdown') writeFileSync(file, '+3d');
    if (event.type === 'phase' && event.phase === 'sending') writeFileSync(file, '-3d');
  });
  expect(ending).toMatchObject({ kind: 'verdict', verdict: 'deployed' });
  expect(site.orders).toHaveLength(1);
  // The clock really went there and back.
  const days = seen.map((at) => Date.parse(at) / 86_400_000);
  expect(Math.max(...days) - Math.min(...days)).toBeGreaterThan(5);
});

test('an engine that is stopped during a countdown sends nothing when it goes on, and says why', async ({ site }) => {
  site.write({ stage: ', protected: true, countdown: 5s' });
  const engine = await site.open();
  const stop = async (): Promise<void> => {
    engine.child.kill('SIGSTOP');
    // The fault itself: longer than what a busy machine takes, and than the countdown.
    await sleep(6500);
    engine.child.kill('SIGCONT');
  };
  let stopped: Promise<void> | undefined;
  const ending = await engine.act('promote', site.click(await engine.board(ready)), (event) => {
    if (event.type === 'countdown') stopped = stop();
  });
  await stopped;
  expect(ending).toMatchObject({ kind: 'nothing-sent', failure: { kind: 'stood-still' } });
  expect(wordsOf(ending)).toMatch(/slept.*counting down.*Nothing was sent.*start it again if you still want to/);
  expect(site.orders).toEqual([]);
  // The board goes on, and the promotion is offered again.
  await engine.board((board) => ready(board) && board.components.get('catalog')?.cells[0]?.inFlight === null);
});
