import { expect, test } from '@playwright/test';
import type { Person } from '../../contract/commit';
import { eventsOf } from '../../main/release/deployment/live';
import { promote } from '../../main/release/deployment/promote';
import { record } from '../../main/release/on-record/record';
import type { Session } from '../../main/release/session';
import { ana, uuid } from '../support/entries';
import { makeWorld, newCommit, oldCommit, openRig, type World } from '../support/release-rig';

const bea: Person = { name: 'Bea', email: 'bea@shop.example' };

/** A stage that asks for one approval, as `me` sees it. */
const openAs = async (world: World, me: Person): Promise<Session> => {
  const session = await openRig(world);
  const stages = session.workspace.stages.map((stage) => ({ ...stage, approvals: 1 }));
  const identity = { ...session.ports.identity, me };
  return { ...session, workspace: { ...session.workspace, stages }, ports: { ...session.ports, identity } };
};
/** Its entries are that person's: the rig signs all of them as Ana. */
const approveAs = async (world: World, me: Person): Promise<void> => {
  await record(await openAs(world, me), 'catalog', 'production', { kind: 'approve', commit: newCommit });
  const last = world.entries.pop();
  if (last) world.entries.push({ ...last, by: me });
};

let promotions = 1;
/** The promotion of the new commit by Ana: how it ended, or the rules that object. */
const promoteAs = async (world: World): Promise<string> => {
  const seen = world.running;
  promotions += 1;
  const begun = await promote(await openAs(world, ana), { component: 'catalog', stage: 'production', promotion: uuid(promotions), commit: newCommit, seen, override: null, now: true }); // oxfmt-ignore
  if (!begun.ok)
    return begun.failure.kind === 'objected' ? begun.failure.objections.map((o) => o.kind).join() : begun.failure.kind;
  for await (const event of eventsOf(begun.value, new AbortController().signal))
    if (event.type === 'ended') return event.ending.kind === 'verdict' ? event.ending.verdict : event.ending.kind;
  return 'no end';
};
const landing = (): World => {
  const world = makeWorld();
  world.endpoint = () => {
    world.running = newCommit;
    return { kind: 'accepted', text: 'ok' };
  };
  return world;
};

test('a promotion that asks for an approval waits for somebody else’s, and one’s own is none', async () => {
  const world = landing();
  expect(await promoteAs(world)).toBe('approvals');
  await approveAs(world, ana);
  expect(await promoteAs(world)).toBe('approvals');
  await approveAs(world, bea);
  expect(await promoteAs(world)).toBe('deployed');
  expect(world.orders).toHaveLength(1);
});

test('an approval is for what ran when it was given: once that moved, it takes another', async () => {
  const world = landing();
  world.running = null;
  await approveAs(world, bea);
  world.running = oldCommit;
  const adopted = { kind: 'adopt', commit: oldCommit, reason: 'it was put there by hand' } as const;
  expect(await record(await openAs(world, ana), 'catalog', 'production', adopted)).toMatchObject({ ok: true });
  expect(await promoteAs(world)).toBe('approvals');
  await approveAs(world, bea);
  expect(await promoteAs(world)).toBe('deployed');
});

test('an approval is used once, also by a promotion that did not go out', async () => {
  const world = landing();
  const lands = world.endpoint;
  world.endpoint = () => ({ kind: 'refused', failure: { kind: 'endpoint-unreachable', where: 'production', why: 'full' } }); // oxfmt-ignore
  await approveAs(world, bea);
  expect(await promoteAs(world)).toBe('not-deployed');
  world.endpoint = lands;
  expect([world.running, await promoteAs(world)]).toEqual([oldCommit, 'approvals']);
});
