import { expect, test } from '@playwright/test';
import { done } from '../../contract/failure';
import { openIncident, closeIncident, openIncidents } from '../../main/release/on-record/incidents';
import { lineOf } from '../../main/release/line';
import { moveLine } from '../../main/release/on-record/move-line';
import { promote } from '../../main/release/deployment/promote';
import { rollback } from '../../main/release/deployment/rollback';
import { handOver } from '../../main/release/rotation/hand-over';
import { recordOf } from '../../main/release/session';
import { deployed, signed, uuid } from '../support/entries';
import { makeWorld, newCommit, oldCommit, openRig, otherCommit } from '../support/release-rig';

const at = { component: 'catalog', stage: 'production' };
const promotion = { ...at, promotion: uuid(900), commit: newCommit, seen: oldCommit, override: null, now: true };

test('while the line is stopped nobody promotes, not even with a reason, and a rollback still goes', async () => {
  const world = makeWorld();
  world.entries.push(...signed([...deployed(1, otherCommit), ...deployed(2, oldCommit)]));
  const session = await openRig(world);
  expect(await moveLine(session, 'stopped', 'the database is full')).toEqual(done(null));
  const refused = await promote(session, { ...promotion, override: 'I must' });
  expect(refused).toMatchObject({
    ok: false,
    failure: { kind: 'objected', objections: [{ kind: 'line-stopped', overridable: false }] },
  });
  expect(world.entries.filter((entry) => entry.kind === 'claimed')).toHaveLength(2);
  expect((await rollback(session, { ...at, promotion: uuid(901), seen: oldCommit, reason: '', now: true })).ok).toBe(
    true,
  );
});

test('the line is stopped once and started once, whoever says so again', async () => {
  const world = makeWorld();
  const session = await openRig(world);
  for (const to of ['started', 'stopped', 'stopped', 'started', 'started'] as const)
    expect(await moveLine(session, to, 'why')).toEqual(done(null));
  expect(world.entries.map((entry) => entry.kind)).toEqual(['line-stopped', 'line-started']);
  expect(lineOf(session, 'production', recordOf(session.readings, 'production'))).toBeNull();
});

test('whether the line is stopped is unknown before the ledger is read', async () => {
  const session = await openRig(makeWorld());
  expect(lineOf(session, 'production', null)).toBe('unknown');
});

test('an incident belongs to a deployment, is opened once and closed once', async () => {
  const world = makeWorld();
  world.entries.push(...signed(deployed(1, oldCommit)));
  const session = await openRig(world);
  const incident = { incident: uuid(70), deployment: uuid(1), title: 'orders fail' };
  for (let twice = 0; twice < 2; twice += 1) expect(await openIncident(session, incident)).toEqual(done(null));
  expect(openIncidents(session)).toMatchObject([{ id: uuid(70), component: 'catalog', closed: null }]);
  const close = { incident: uuid(70), fix: { kind: 'check' as const, text: 'places an order' } };
  expect(await closeIncident(session, close)).toEqual(done(null));
  expect(openIncidents(session)).toEqual([]);
  expect(await closeIncident(session, close)).toMatchObject({ ok: false, failure: { kind: 'no-such' } });
  expect(await openIncident(session, { ...incident, deployment: uuid(99) })).toMatchObject({ ok: false });
  expect(world.entries.map((entry) => entry.kind).slice(4)).toEqual(['incident-opened', 'incident-closed']);
});

test('a note is left for the next person once, and taken away by an empty one', async () => {
  const world = makeWorld();
  const session = await openRig(world);
  for (const note of ['', 'mind the certificate', 'mind the certificate', ''])
    expect(await handOver(session, note)).toEqual(done(null));
  expect(world.entries).toMatchObject([{ note: 'mind the certificate' }, { note: '' }]);
});
