import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import type { Failure, Result } from '../../contract/failure';
import type { Release } from '../../contract/release';
import { cutRelease } from '../../main/release/releases/cut';
import { promoteRelease, putBackRelease } from '../../main/release/releases/promote-release';
import type { Session } from '../../main/release/session';
import { newCommit, oldCommit } from '../support/release-rig';
import {
  endOf,
  inTurn,
  makeShop,
  names,
  openShop,
  shopWorkspace,
  type Fate,
  type Shop,
  type Ended,
} from '../support/release-world';
import { valueOf } from '../support/results';

const failureOf = (result: Result<unknown>): Failure['kind'] | null => (result.ok ? null : result.failure.kind);

type Act = 'promote' | 'put-back';
const act = (session: Session, what: Act, release: string, override: string | null = null): Promise<Ended> =>
  endOf((what === 'promote' ? promoteRelease : putBackRelease)(session, { release, stage: 'production', now: true, override })); // oxfmt-ignore
const cut = async (session: Session): Promise<Release> =>
  valueOf(await cutRelease(session, { stage: 'staging', name: 'Thursday' }));
const runs = (shop: Shop) => Object.fromEntries(inTurn.map((name) => [name, shop.running.get(name)]));
const all = (commit: string) => Object.fromEntries(inTurn.map((name) => [name, commit]));

test('a release goes in the order of after, and is deployed once all of it is there', async () => {
  const shop = makeShop();
  const session = await openShop(shop);
  const { id } = await cut(session);
  expect(await act(session, 'promote', id)).toMatchObject({ state: 'deployed', complete: true });
  expect(shop.orders).toEqual(inTurn.map((name) => [name, newCommit]));
  expect(runs(shop)).toEqual(all(newCommit));
  // Promoted again there is nothing to send.
  expect(await act(session, 'promote', id)).toMatchObject({ state: 'deployed', complete: true });
  expect(shop.orders).toHaveLength(3);
});

test('it stops at the first that does not end well; put back, only what moved goes back, the last one first', async () => {
  const shop = makeShop();
  shop.fates = { catalog: 'faulty' };
  const session = await openShop(shop);
  const { id } = await cut(session);
  expect(await act(session, 'promote', id)).toMatchObject({ state: 'partly-deployed', complete: false });
  expect(shop.orders.map(([name]) => name)).toEqual(['basket', 'catalog']);
  expect(await act(session, 'put-back', id)).toMatchObject({ state: 'put-back', complete: true });
  expect(shop.orders.slice(2)).toEqual([['catalog', oldCommit], ['basket', oldCommit]]); // oxfmt-ignore
  expect(runs(shop)).toEqual(all(oldCommit));
});

test('a release that breaks the whole is put back as a whole, though the smoke test fails until the last one is back', async () => {
  const shop = makeShop();
  const session = await openShop(shop);
  const { id } = await cut(session);
  await act(session, 'promote', id);
  shop.breaks = 'basket';
  expect(await act(session, 'put-back', id)).toMatchObject({ state: 'put-back', complete: true });
  expect(shop.orders.slice(3)).toEqual(inTurn.map((name) => [name, oldCommit]).reverse());
});

test('what can’t be put back ends the walk, and what stays failed is not called complete', async () => {
  const shop = makeShop();
  const session = await openShop(shop);
  const { id } = await cut(session);
  await act(session, 'promote', id);
  shop.fates = { catalog: 'refused' };
  expect(await act(session, 'put-back', id)).toMatchObject({ state: 'partly-deployed', complete: false });
  expect(shop.orders.slice(3).map(([name]) => name)).toEqual(['web', 'catalog']);
});

test('what failed is tried again, and only that, also by somebody else', async () => {
  const shop = makeShop();
  shop.fates = { web: 'refused' };
  const session = await openShop(shop);
  const { id } = await cut(session);
  expect(await act(session, 'promote', id)).toMatchObject({ state: 'partly-deployed', complete: false });
  shop.fates = {};
  expect(await act(await openShop(shop), 'promote', 'Thursday')).toMatchObject({ state: 'deployed', complete: true });
  expect(shop.orders.map(([name]) => name)).toEqual(['basket', 'catalog', 'web', 'web']);
});

test('two who cut the same set have cut one release; another set by the same name is refused', async () => {
  const shop = makeShop();
  const [one, two] = [await openShop(shop), await openShop(shop)];
  const both = await Promise.all([
    cutRelease(one, { stage: 'staging', name: 'Thursday' }),
    cutRelease(two, { stage: 'staging', name: 'Friday' }),
  ]);
  const [first, second] = both.map(valueOf);
  expect(second).toEqual(first);
  expect(shop.ledgers.get('staging')?.filter((entry) => entry.kind === 'cut')).toHaveLength(1);
  const smaller = { ...shopWorkspace, components: shopWorkspace.components.filter(({ name }) => name !== 'web') };
  const other = await openShop(shop, smaller);
  expect(failureOf(await cutRelease(other, { stage: 'staging', name: first!.name }))).toBe('release-name-taken');
  expect(valueOf(await cutRelease(other, { stage: 'staging', name: '' })).name).toMatch(/^\d{4}-\d\d-\d\d\.1$/);
});

test('asked twice at once it is one walk, and two people at once send each component once', async () => {
  const shop = makeShop();
  const [one, two] = [await openShop(shop), await openShop(shop)];
  const { id } = await cut(one);
  await Promise.all([act(one, 'promote', id), act(one, 'promote', id), act(two, 'promote', id)]);
  const sent = names.map((name) => shop.orders.filter(([component]) => component === name).length);
  expect(Math.max(...sent)).toBe(1);
  await act(await openShop(shop), 'promote', id);
  expect(shop.orders).toHaveLength(3);
  expect(runs(shop)).toEqual(all(newCommit));
});

test('a component that left the workspace is gone from its releases, and holds none of them up', async () => {
  const shop = makeShop();
  const { id } = await cut(await openShop(shop));
  const session = await openShop(shop, { ...shopWorkspace, components: shopWorkspace.components.slice(1) });
  expect(await act(session, 'promote', id)).toMatchObject({ state: 'deployed', complete: true });
  expect(shop.orders.map(([name]) => name)).toEqual(['basket', 'catalog']);
});

const fate = fc.constantFrom<Fate>('lands', 'lands', 'refused', 'answer-lost', 'faulty', 'lost');
const story = fc.array(
  fc.record({ what: fc.constantFrom<Act>('promote', 'put-back'), again: fc.boolean(), fates: fc.record({ web: fate, catalog: fate, basket: fate }) }), // oxfmt-ignore
  { minLength: 1, maxLength: 5 },
);

test('whatever becomes of the orders: nothing is sent twice in a walk, nothing after a failure, nothing that is there, and complete is true', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (acts) => {
      const shop = makeShop();
      let session = await openShop(shop);
      const { id } = await cut(session);
      for (const { what, again, fates } of acts) {
        if (again) session = await openShop(shop);
        shop.fates = fates;
        const [before, sentBefore] = [new Map(shop.running), shop.orders.length];
        const end = await act(session, what, id);
        const sent = shop.orders.slice(sentBefore);
        const order = sent.map(([name]) => name);
        assert.equal(new Set(order).size, order.length, 'twice in one walk');
        const wanted = what === 'promote' ? newCommit : oldCommit;
        for (const [name, commit] of sent) {
          assert.equal(commit, wanted);
          // A faulty one may be tried again; what is there and well is left alone.
          if (what === 'put-back') assert.equal(before.get(name), newCommit);
        }
        const well = (name: string): boolean => {
          const own = fates[name as keyof typeof fates]; // as: the names of the shop
          return own === 'lands' || own === 'answer-lost' || (own === 'faulty' && wanted === oldCommit);
        };
        for (const name of order.slice(0, -1)) assert.ok(well(name), `${name} failed, and the walk went on`);
        const turn = what === 'promote' ? inTurn : [...inTurn].reverse();
        assert.deepEqual(order, turn.filter((name) => order.includes(name))); // oxfmt-ignore
        if (what === 'promote' && end.complete) assert.deepEqual(runs(shop), all(newCommit));
        if (what === 'promote') assert.equal(end.complete, end.state === 'deployed');
        if (end.state === 'put-back') assert.ok(!Object.values(runs(shop)).includes(newCommit));
      }
    }),
    { numRuns: 200 },
  );
});

test('a component that is rolled back by itself ends the walk after it is back: the release is partly deployed', async () => {
  const shop = makeShop();
  shop.fates = { catalog: 'faulty' };
  const stages = shopWorkspace.stages.map((stage) => ({ ...stage, rollback: 'automatic' as const }));
  const session = await openShop(shop, { ...shopWorkspace, stages });
  const { id } = await cut(session);
  expect(await act(session, 'promote', id)).toMatchObject({ state: 'partly-deployed', complete: false });
  expect(shop.orders).toEqual([['basket', newCommit], ['catalog', newCommit], ['catalog', oldCommit]]); // oxfmt-ignore
  expect(runs(shop)).toEqual({ basket: newCommit, catalog: oldCommit, web: oldCommit });
  expect(await act(session, 'put-back', id)).toMatchObject({ complete: true });
  expect(runs(shop)).toEqual(all(oldCommit));
});
