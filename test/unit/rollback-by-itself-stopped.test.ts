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
  const { history } = session.ports;
  const counts = history.counts.bind(history);
  let live: Live | null = null;
  history.counts = (...asked) => {
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

test('a workspace that is closed ends its tests: nothing is recorded of them, and nothing goes by itself', async () => {
  const world = failingWorld();
  const closing = new AbortController();
  const session = { ...(await open(world)), signal: closing.signal };
  session.ports.verifier.run = async function* (verification, _values, _sentAt, signal) {
    closing.abort();
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve());
    });
    yield { type: 'result', result: { name: verification.name, passed: false, text: 'cancelled', ms: 1 } };
  };
  const end = await ending(await click(session));
  expect(end).toMatchObject({ verification: 'void', next: 'Verify again.' });
  expect(end.kind === 'verdict' && end.text).toContain('The workspace was closed before its verification ended.');
  expect(world.entries.at(-1)?.kind).toBe('verdict');
  expect(world.orders).toHaveLength(1);
});

test('whoever followed a deployment to its end leaves nothing behind on the session', async () => {
  const world = failingWorld();
  const session = await open(world);
  await ending(await click(session));
  expect(causes(world)).toEqual(['promotion', 'promotion', 'rollback']);
  expect(getEventListeners(session.signal, 'abort')).toEqual([]);
});
