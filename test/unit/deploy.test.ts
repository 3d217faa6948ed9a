import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import type { DeploymentEvent, Ending } from '../../contract/deployment';
import type { Result } from '../../contract/failure';
import { eventsOf } from '../../main/release/deployment/live';
import { promote } from '../../main/release/deployment/promote';
import { recover } from '../../main/release/deployment/recover';
import { readLedgers } from '../../main/release/refresh';
import { rollback } from '../../main/release/deployment/rollback';
import type { Live, Session } from '../../main/release/session';
import { claimed, deployed, sending, signed, uuid } from '../support/entries';
import { lost, makeWorld, newCommit, oldCommit, openRig, otherCommit, type World } from '../support/release-rig';

const promotion = {
  component: 'catalog',
  stage: 'production',
  commit: newCommit,
  seen: oldCommit,
  override: null,
  now: true,
};
const click = (session: Session, over: Partial<typeof promotion> & { promotion?: string } = {}) =>
  promote(session, { promotion: uuid(1), ...promotion, ...over });

const ending = async (begun: Result<Live>): Promise<Ending> => {
  if (!begun.ok) return { kind: 'nothing-sent', failure: begun.failure };
  const events: DeploymentEvent[] = [];
  for await (const event of eventsOf(begun.value, new AbortController().signal)) events.push(event);
  const last = events.at(-1);
  if (last?.type !== 'ended') throw new Error('a deployment ends');
  return last.ending;
};
const verdict = async (world: World): Promise<string> => {
  const end = await ending(await click(await openRig(world)));
  return end.kind === 'verdict' ? `${end.verdict}, ${end.verification}` : end.failure.kind;
};
const lands = (world: World): void => {
  world.running = newCommit;
};

test('a candidate that lands and passes is deployed and verified, and the record says so', async () => {
  const world = makeWorld();
  world.endpoint = () => (lands(world), { kind: 'accepted', text: 'ok' });
  expect(await verdict(world)).toBe('deployed, passed');
  expect(world.entries.map((e) => e.kind)).toEqual(['claimed', 'sending', 'verdict', 'verification']);
  expect(world.journal.map((r) => r.kind)).toEqual(['requested', 'sending', 'ended']);
});

test('a 200 for something that never happened ends unknown, never deployed', async () => {
  expect(await verdict(makeWorld())).toBe('unknown, none');
});

test('an error for something that did happen ends deployed', async () => {
  const world = makeWorld();
  world.endpoint = () => (lands(world), { kind: 'refused', failure: lost });
  expect(await verdict(world)).toBe('deployed, passed');
});

test('a refusal that is true ends not deployed', async () => {
  const world = makeWorld();
  world.endpoint = () => ({ kind: 'refused', failure: lost });
  expect(await verdict(world)).toBe('not-deployed, none');
});

test('a refusal that can’t be looked into ends unknown', async () => {
  const world = makeWorld();
  world.endpoint = () => ((world.unreadable = true), { kind: 'refused', failure: lost });
  expect(await verdict(world)).toBe('unknown, none');
});

test('a lost answer is asked for, and what the endpoint never heard is not deployed', async () => {
  const world = makeWorld();
  world.endpoint = () => ({ kind: 'unclear', failure: lost });
  world.find = () => 'unheard of';
  expect(await verdict(world)).toBe('not-deployed, none');
});

test('what lands late is waited for', async () => {
  const world = makeWorld();
  let sent = Infinity;
  world.endpoint = () => ((sent = 0), { kind: 'accepted', text: 'queued' });
  let waits = 0;
  world.tick = () => {
    if (sent === 0 && (waits += 1) === 20) lands(world);
  };
  expect(await verdict(world)).toBe('deployed, passed');
});

test('a thousand clicks are one deployment', async () => {
  const world = makeWorld();
  world.endpoint = () => (lands(world), { kind: 'accepted', text: 'ok' });
  const session = await openRig(world);
  const clicks = await Promise.all(Array.from({ length: 1000 }, (_, i) => click(session, { promotion: uuid(i % 7) })));
  await Promise.all(clicks.map(ending));
  expect(world.orders).toHaveLength(1);
});

test('nothing is sent when the journal can’t be written', async () => {
  const world = makeWorld();
  world.journalFull = true;
  expect(await verdict(world)).toBe('journal-unwritable');
  expect(world.orders).toEqual([]);
});

test('nothing is sent when the ledger can’t be written', async () => {
  const world = makeWorld();
  const session = await openRig(world);
  world.ledgerDown = true;
  const end = await ending(await click(session));
  expect(end).toMatchObject({ kind: 'nothing-sent', failure: { kind: 'ledger-unreachable' } });
  expect(world.orders).toEqual([]);
});

test('a claim that the ledger takes after it seemed to refuse it is ended by who knows that nothing was sent', async () => {
  const world = makeWorld();
  const session = await openRig(world);
  world.ledgerDown = true;
  await ending(await click(session));
  world.ledgerDown = false;
  const [id = ''] = [...session.live.keys()];
  const n = Number(id.slice(-12));
  world.entries.push(...signed([claimed(n, newCommit), sending(n)]));
  await readLedgers(session, session.signal);
  expect(world.entries.at(-1)).toMatchObject({ kind: 'verdict', deployment: id, verdict: 'not-deployed' });
  const entries = world.entries.length;
  await readLedgers(session, session.signal);
  expect(world.entries).toHaveLength(entries);
  expect(world.orders).toEqual([]);
  // Somebody else's claim, and one of ours that nobody here remembers, are a person's to end.
  world.entries.push(...signed([claimed(77, newCommit), sending(77)]).map((e, i) => ({ ...e, id: uuid(70_000 + i) })));
  await readLedgers(session, session.signal);
  expect(world.entries).toHaveLength(entries + 2);
});

test('nothing is sent when what runs has moved since the person looked', async () => {
  const world = makeWorld();
  const session = await openRig(world);
  world.running = otherCommit;
  expect(await ending(await click(session))).toMatchObject({ failure: { kind: 'moved', now: otherCommit } });
  expect(world.orders).toEqual([]);
});

test('undo during the countdown sends nothing', async () => {
  const world = makeWorld();
  const session = await openRig(world);
  const begun = await click(session, { now: false });
  if (begun.ok) begun.value.withdraw.abort();
  expect(await ending(begun)).toMatchObject({ failure: { kind: 'withdrawn' } });
  expect(world.orders).toEqual([]);
  expect(world.entries).toEqual([]);
});

test('two people at once: one wins, the other reads who', async () => {
  const world = makeWorld();
  world.endpoint = () => (lands(world), { kind: 'accepted', text: 'ok' });
  const [mine, theirs] = [await openRig(world), await openRig(world)];
  const ends = await Promise.all([ending(await click(mine)), ending(await click(theirs, { promotion: uuid(2) }))]);
  expect(world.orders).toHaveLength(1);
  const loser = ends.find((e) => e.kind === 'nothing-sent');
  expect(loser?.kind === 'nothing-sent' && loser.failure.kind).toMatch(/claim-held|moved|objected/);
});

for (const [crash, records, landed, sends] of [
  ['before SENDING', 1, false, 'withdrawn'],
  ['after SENDING, before the endpoint heard it', 2, false, 'not-deployed'],
  ['after the endpoint deployed it', 2, true, 'deployed'],
] as const)
  test(`a crash ${crash} is looked into after the restart, and nothing is sent again`, async () => {
    const world = makeWorld();
    world.find = () => (landed ? { kind: 'accepted', text: 'heard' } : 'unheard of');
    const first = await openRig(world);
    world.endpoint = () => {
      if (landed) lands(world);
      return { kind: 'unclear', failure: lost };
    };
    await ending(await click(first));
    // What a crash leaves: the journal up to the crash, and the ledger without what came after.
    world.journal.splice(records);
    world.entries.splice(records === 1 ? 0 : 2);
    const orders = world.orders.length;
    const session = await openRig(world);
    await recover(session);
    assert.equal(world.orders.length, orders);
    const last = world.entries.filter((e) => e.kind === 'verdict').at(-1);
    if (sends === 'withdrawn') assert.equal(world.journal.at(-1)?.kind, 'withdrawn');
    else expect(last).toMatchObject({ verdict: sends });
    expect(session.problems).toMatchObject([{ kind: 'interrupted', sent: sends === 'withdrawn' ? 'no' : 'unknown' }]);
  });

test('a rollback goes to the last verified candidate, rejects the bad one and holds the stage, in one push', async () => {
  const world = makeWorld();
  world.entries.push(...signed([...deployed(11, oldCommit), ...deployed(12, newCommit, 'failed')]));
  world.running = newCommit;
  world.endpoint = (c) => ((world.running = c), { kind: 'accepted', text: 'ok' });
  const session = await openRig(world);
  const before = world.entries.length;
  const end = await ending(
    await rollback(session, {
      component: 'catalog',
      stage: 'production',
      promotion: uuid(3),
      seen: newCommit,
      reason: 'prices',
      now: true,
    }),
  );
  expect(end).toMatchObject({ kind: 'verdict', verdict: 'deployed' });
  expect(world.running).toBe(oldCommit);
  expect(world.entries.slice(before).map((e) => e.kind)).toEqual([
    'claimed',
    'sending',
    'rejected',
    'held',
    'verdict',
    'verification',
  ]);
});
