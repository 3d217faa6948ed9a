import { expect, test } from '@playwright/test';
import { eventsOf } from '../../main/release/deployment/live';
import { promote } from '../../main/release/deployment/promote';
import { uuid } from '../support/entries';
import { makeWorld, newCommit, oldCommit, openRig } from '../support/release-rig';

const never = new AbortController().signal;
const promotion = { component: 'catalog', stage: 'production', promotion: uuid(1), commit: newCommit, seen: oldCommit, now: false }; // oxfmt-ignore

test('a reason lifts what stood in the way when it was given, not a freeze that begins during the countdown', async () => {
  const sent = async (days: readonly ['mon'] | readonly ['tue'], override: string | null) => {
    const world = makeWorld();
    world.endpoint = (to) => ((world.running = to), { kind: 'accepted', text: 'ok' });
    const session = await openRig(world);
    const [stage] = session.workspace.stages;
    if (!stage) throw new Error('the rig has one');
    // It is Sunday, 23:00 there; the countdown is longer than the hour that is left.
    const freeze = [{ days, timezone: 'Etc/GMT-11', reason: 'nobody is there' }];
    const stages = [{ ...stage, batch: 0, freeze, countdownMs: 3_700_000 }];
    const begun = await promote(
      { ...session, workspace: { ...session.workspace, stages } },
      { ...promotion, override },
    );
    const events = begun.ok ? eventsOf(begun.value, never) : [];
    for await (const event of events) expect(event.at).not.toBe('');
    const end = begun.ok ? begun.value.ending : { kind: 'nothing-sent' as const, failure: begun.failure };
    const claimed = world.entries.find((entry) => entry.kind === 'claimed');
    const why = end?.kind !== 'nothing-sent' || end.failure.kind !== 'objected' ? [] : end.failure.objections;
    return { orders: world.orders.length, overrides: claimed?.overrides, why: why.map((o) => o.kind) };
  };
  expect(await sent(['tue'], 'it is small')).toEqual({ orders: 1, overrides: ['batch'], why: [] });
  expect(await sent(['mon'], 'it is small')).toEqual({ orders: 0, overrides: undefined, why: ['frozen'] });
  expect(await sent(['tue'], null)).toEqual({ orders: 0, overrides: undefined, why: ['batch'] });
});
