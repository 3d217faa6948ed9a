import { expect, test } from '@playwright/test';
import { verifyAgain } from '../../main/release/deployment/verify-again';
import type { Session } from '../../main/release/session';
import { newCommit, otherCommit } from '../support/release-rig';
import { click, deploymentsIn, ending, open, verifiedWorld } from '../support/rollback-world';
import { valueOf } from '../support/results';

/** When what is verified was sent, as verifications are told. */
const told = (session: Session): (string | null)[] => {
  const heard: (string | null)[] = [];
  session.ports.verifier.run = async function* (_test, _values, sentAt) {
    heard.push(sentAt);
    yield { type: 'result', result: { name: 'errors', passed: true, text: '', ms: 1 } };
  };
  return heard;
};

test('a verification is told when its deployment was claimed, before the order left, also when it is run again', async () => {
  const world = verifiedWorld();
  const session = await open(world, 'click');
  const heard = told(session);
  const { orders } = world;
  let sent = '';
  const lands = world.endpoint;
  world.endpoint = (commit) => {
    sent = session.ports.clock.now();
    return lands(commit);
  };
  await ending(await click(session));
  const claim = world.entries.filter((entry) => entry.kind === 'claimed').at(-1);
  expect(heard).toEqual([claim?.at]);
  expect(Date.parse(sent)).toBeGreaterThanOrEqual(Date.parse(heard[0] ?? ''));
  expect(orders).toHaveLength(1);
  valueOf(await verifyAgain(session, 'catalog', 'production'));
  expect(heard).toEqual([claim?.at, claim?.at]);
  expect(world.running).toBe(newCommit);
});

test('of what nobody here deployed it is told that nothing is on record', async () => {
  const world = verifiedWorld();
  world.running = otherCommit;
  const session = await open(world, 'click');
  const heard = told(session);
  valueOf(await verifyAgain(session, 'catalog', 'production'));
  expect(heard).toEqual([null]);
});

test('what somebody else put there while it was tested is neither passed nor faulty by those tests', async () => {
  for (const passed of [true, false]) {
    const world = verifiedWorld();
    const session = await open(world);
    session.ports.verifier.run = async function* () {
      world.running = otherCommit;
      yield { type: 'result', result: { name: 'errors', passed, text: '', ms: 1 } };
    };
    expect(await ending(await click(session))).toMatchObject({ verdict: 'deployed', verification: 'void' });
    expect(deploymentsIn(world).at(-1)?.faulty).toBe(false);
    expect(world.orders).toHaveLength(1);
  }
});

test('what can’t be read any more after its tests is still faulty where they failed: that may be why', async () => {
  const world = verifiedWorld();
  const session = await open(world, 'click');
  session.ports.verifier.run = async function* () {
    world.unreadable = true;
    yield { type: 'result', result: { name: 'errors', passed: false, text: '', ms: 1 } };
  };
  expect(await ending(await click(session))).toMatchObject({ verdict: 'deployed', verification: 'failed' });
});
