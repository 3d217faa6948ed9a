import { expect, test } from '@playwright/test';
import { componentRecord, fold } from '../../main/release/record/fold';
import { cutRelease } from '../../main/release/releases/cut';
import { promoteRelease, putBackRelease } from '../../main/release/releases/promote-release';
import type { Session } from '../../main/release/session';
import { signed, uuid, verification } from '../support/entries';
import { newCommit, oldCommit } from '../support/release-rig';
import { endOf, inTurn, makeShop, openShop, shopWorkspace, type Ended, type Shop } from '../support/release-world';
import { valueOf } from '../support/results';

// A release walks through a stage that rolls back by itself, and the test of the whole fails.

const automatic = {
  ...shopWorkspace,
  stages: shopWorkspace.stages.map((stage) => ({ ...stage, rollback: 'automatic' as const })),
};
const to = { stage: 'production', now: true, override: null };
const promote = (session: Session, release: string): Promise<Ended> => endOf(promoteRelease(session, { ...to, release })); // oxfmt-ignore
/** The shop as the release before left it: each verified alone, and the whole with it. */
const makeVerified = (): Shop => {
  const shop = makeShop();
  const set = Object.fromEntries(inTurn.map((name) => [name, oldCommit]));
  const whole = signed([verification(1, oldCommit, 'passed', { component: 'web', scope: 'environment', set })]);
  shop.ledgers.get('production')?.push(...whole.map((entry) => ({ ...entry, id: uuid(90_000) })));
  return shop;
};
const release = async (session: Session): Promise<string> =>
  valueOf(await cutRelease(session, { stage: 'staging', name: 'Thursday' })).id;
const records = (shop: Shop) => {
  const record = fold(shop.ledgers.get('production') ?? []);
  return new Map(inTurn.map((name) => [name, componentRecord(record, name)]));
};

for (const [i, broken] of inTurn.entries())
  test(`where the whole breaks with ${broken}, just that goes back by itself, once, and the release stops there`, async () => {
    const shop = makeVerified();
    shop.breaks = broken;
    const session = await openShop(shop, automatic);
    const id = await release(session);
    const went = inTurn.slice(0, i + 1);
    expect(await promote(session, id)).toMatchObject({
      complete: false,
      state: i === 0 ? 'put-back' : 'partly-deployed',
    });
    expect(shop.orders).toEqual([...went.map((name) => [name, newCommit]), [broken, oldCommit]]);
    for (const name of inTurn) {
      const stays = went.includes(name) && name !== broken;
      expect(shop.running.get(name), name).toBe(stays ? newCommit : oldCommit);
      const own = records(shop).get(name);
      expect(own?.hold !== null, name).toBe(name === broken);
      expect([...(own?.rejected.keys() ?? [])], name).toEqual(name === broken ? [newCommit] : []);
    }
    const back = records(shop).get(broken)?.deployments.slice(-2);
    expect(back).toMatchObject([
      { cause: 'promotion', state: 'deployed', verification: 'failed', faulty: true },
      { cause: 'rollback', state: 'deployed', verification: 'passed', faulty: false },
    ]);

    // Promoted again it goes nowhere: the candidate is rejected and the stage on hold. What moved can be put back.
    expect(await promote(session, id)).toMatchObject({ complete: false });
    expect(shop.orders).toHaveLength(went.length + 1);
    expect(await endOf(putBackRelease(session, { ...to, release: id }))).toMatchObject({ complete: true });
    const moved = went.slice(0, -1).reverse();
    expect(shop.orders.slice(went.length + 1)).toEqual(moved.map((name) => [name, oldCommit]));
  });

test('a test of the whole that fails whatever runs brings one rollback, not one after another, and moves no neighbour', async () => {
  const shop = makeVerified();
  const session = await openShop(shop, automatic);
  session.ports.verifier.run = async function* (verification) {
    const passed = verification.name !== 'places an order';
    yield { type: 'result', result: { name: verification.name, passed, text: '', ms: 1 } };
  };
  expect(await promote(session, await release(session))).toMatchObject({ complete: false });
  expect(shop.orders).toEqual([['basket', newCommit], ['basket', oldCommit]]); // oxfmt-ignore
  expect(records(shop).get('basket')?.deployments.slice(-2)).toMatchObject([
    { cause: 'promotion', verification: 'failed' },
    { cause: 'rollback', verification: 'failed' },
  ]);
});
