import { expect, test } from '@playwright/test';
import type { ReleaseEvent } from '../../contract/release';
import { interruptible, walkCode } from '../../main/cli/interruptible';
import { eventsOf } from '../../main/release/deployment/live';
import { cutRelease } from '../../main/release/releases/cut';
import { promoteRelease, putBackRelease } from '../../main/release/releases/promote-release';
import type { ReleaseRun } from '../../main/release/releases/release-run';
import type { Session } from '../../main/release/session';
import { newCommit } from '../support/release-rig';
import { makeShop, openShop, shopWorkspace, type Shop } from '../support/release-world';

type When = (event: ReleaseEvent) => boolean;
const never: When = () => false;
const phaseOf =
  (component: string, phase: string): When =>
  (event) =>
    event.type === 'component' &&
    event.component === component &&
    event.event.type === 'phase' &&
    event.event.phase === phase;

/** Follows a walk to its end, with a Ctrl+C at the first event that it is wanted at. */
const follow = async (session: Session, run: ReleaseRun, when: When) => {
  const { interrupt, done } = interruptible(session, run);
  const listener = (event: ReleaseEvent): void => (when(event) ? interrupt() : undefined);
  run.listeners.add(listener);
  for await (const event of eventsOf(run, session.signal)) if (event.type === 'ended') break;
  done();
  return { code: walkCode(run.events), state: run.events.at(-1), left: run.listeners.size };
};

const act = { release: 'Thursday', stage: 'production', now: false, override: null };
/** The shop with a countdown, in which a look takes its time as it does outside of memory. */
const opened = async (shop: Shop): Promise<Session> => {
  const stages = shopWorkspace.stages.map((one) => ({ ...one, protected: true, countdownMs: 5000 }));
  const session = await openShop(shop, { ...shopWorkspace, stages });
  const { endpoint } = session.ports;
  const slow: Session['ports']['endpoint'] = (kind) => ({
    ...endpoint(kind),
    observe: async (...asked) => {
      await new Promise(setImmediate);
      return endpoint(kind).observe(...asked);
    },
  });
  expect(await cutRelease(session, { stage: 'staging', name: 'Thursday' })).toMatchObject({ ok: true });
  return { ...session, ports: { ...session.ports, endpoint: slow } };
};
const sent = (shop: Shop) => shop.orders.map(([name]) => name);

test('a walk that nobody interrupts ends with 0, and with 1 where a part was refused', async () => {
  const shop = makeShop();
  const session = await opened(shop);
  expect(await follow(session, promoteRelease(session, act), never)).toMatchObject({ code: 0, left: 1 });
  shop.fates = { catalog: 'refused' };
  expect((await follow(session, putBackRelease(session, act), never)).code).toBe(1);
});

test('a part of which nobody knows how it ended makes it a 3', async () => {
  const shop = makeShop();
  shop.fates = { catalog: 'lost' };
  const session = await opened(shop);
  expect(await follow(session, promoteRelease(session, act), never)).toMatchObject({
    code: 3,
    state: { state: 'partly-deployed' },
  });
  expect(walkCode([])).toBe(3);
});

test('interrupted while it looks or counts down, nothing is sent', async () => {
  for (const when of [phaseOf('basket', 'countdown'), phaseOf('basket', 'requested')]) {
    const shop = makeShop();
    const session = await opened(shop);
    expect(await follow(session, promoteRelease(session, act), when)).toMatchObject({
      code: 1,
      state: { state: 'waiting' },
    });
    expect(sent(shop)).toEqual([]);
  }
});

test('interrupted while a component is on its way, nobody waits for it and no other one goes', async () => {
  const shop = makeShop();
  shop.fates = { catalog: 'lost' };
  const session = await opened(shop);
  const began = session.ports.clock.monotonic();
  const over = await follow(session, promoteRelease(session, act), phaseOf('catalog', 'observing'));
  expect(over.code).toBe(3);
  expect(sent(shop)).toEqual(['basket', 'catalog']);
  // A minute and more is how long it would wait otherwise.
  expect(session.ports.clock.monotonic() - began).toBeLessThan(30_000);
});

test('interrupted where a component has landed all the same, the next one is taken back as it begins', async () => {
  for (const what of [promoteRelease, putBackRelease]) {
    const shop = makeShop();
    const session = await opened(shop);
    const last = what === putBackRelease ? 'web' : 'basket';
    if (what === putBackRelease) await follow(session, promoteRelease(session, act), never);
    const before = sent(shop).length;
    const over = await follow(session, what(session, act), phaseOf(last, 'verifying'));
    expect(over).toMatchObject({ code: 1, state: { state: 'partly-deployed' } });
    expect(sent(shop).slice(before)).toEqual([last]);
  }
});

test('what goes on beside the walk is left alone', async () => {
  const shop = makeShop();
  const session = await opened(shop);
  await follow(session, promoteRelease(session, act), never);
  const [beside] = [...session.live.values()];
  if (!beside) throw new Error('the walk has begun deployments');
  expect(shop.running.get('web')).toBe(newCommit);
  await follow(session, putBackRelease(session, act), phaseOf('web', 'countdown'));
  expect(beside.withdraw.signal.aborted).toBe(false);
});
