import { getEventListeners } from 'node:events';
import { expect, test } from '@playwright/test';
import type { Live } from '../../main/release/session';
import { newCommit, type World } from '../support/release-rig';
import { causes, click, ending, open, verifiedWorld, whenWritten } from '../support/rollback-world';
import { valueOf } from '../support/results';

const failingWorld = (): World => {
  const world = verifiedWorld();
  world.testPasses = false;
  return world;
};

test('who stops waiting while the failed verification is put on record has no rollback sent', async () => {
  const world = failingWorld();
  let live: Live | null = null;
  const session = whenWritten(await open(world), 'verification', () => live?.stopWaiting.abort());
  live = valueOf(await click(session));
  const end = await ending({ ok: true, value: live });
  expect(end).toMatchObject({ verification: 'failed' });
  expect(end.kind === 'verdict' && end.text).toContain('Not rolled back by itself: you stopped waiting');
  expect(world.running).toBe(newCommit);
  expect(causes(world)).toEqual(['promotion', 'promotion']);
});

test('who stops waiting while the rollback is prepared takes it back: nothing is sent', async () => {
  const world = failingWorld();
  const session = await open(world);
  const { counts } = session.ports.history;
  let live: Live | null = null;
  session.ports.history.counts = (...asked) => {
    if (live && world.entries.at(-1)?.kind === 'verification' && live.over) live.stopWaiting.abort();
    return counts(...asked);
  };
  live = valueOf(await click(session));
  const end = await ending({ ok: true, value: live });
  expect(live.stopWaiting.signal.aborted).toBe(true);
  expect(end.kind === 'verdict' && end.text).toContain('Not rolled back by itself:');
  expect(world.running).toBe(newCommit);
  expect(causes(world)).toEqual(['promotion', 'promotion']);
});

test('whoever followed a deployment to its end leaves nothing behind on the session', async () => {
  const world = failingWorld();
  const session = await open(world);
  await ending(await click(session));
  expect(causes(world)).toEqual(['promotion', 'promotion', 'rollback']);
  expect(getEventListeners(session.signal, 'abort')).toEqual([]);
});
