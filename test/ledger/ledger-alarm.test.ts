import { expect, test } from '@playwright/test';
import type { Entry, Signature } from '../../contract/entry';
import { done, type Failure } from '../../contract/failure';
import { markedActivity } from '../../main/release/board/component-history';
import type { LedgerReading } from '../../main/release/record-ports';
import { recover } from '../../main/release/deployment/recover';
import { refresh } from '../../main/release/refresh';
import type { Session } from '../../main/release/session';
import { deriveSnapshot } from '../../main/release/board/snapshot';
import { candidate, claimed, sending, signed, uuid } from '../support/entries';
import { makeWorld, newCommit, oldCommit, openRig, type World } from '../support/release-rig';

const forged: Failure = { kind: 'ledger-forged', ledger: 'memory', environment: 'production', commit: newCommit, says: 'Ana', signedBy: null }; // oxfmt-ignore
const everything = { component: null, stage: null, person: null, kind: null, limit: 100 };

/** The session with more in its ledger's readings. */
const reading = async (session: Session, more: () => Partial<LedgerReading>): Promise<Session> => {
  const { ledger } = session.ports;
  const read: typeof ledger.read = async (environments, signal) => {
    const result = await ledger.read(environments, signal);
    return result.ok ? done(result.value.map((one) => ({ ...one, ...more() }))) : result;
  };
  const altered = { ...session, ports: { ...session.ports, ledger: { ...ledger, read } } };
  await refresh(altered, session.signal);
  return altered;
};

const marks = (session: Session): readonly (Signature['kind'] | undefined)[] =>
  markedActivity(session, everything).map((entry) => entry.signature?.kind);

const begun = (world: World): readonly Entry[] => {
  world.entries.push(...signed([claimed(1, newCommit), sending(1)]));
  return world.entries;
};

test('nobody’s entries are marked until somebody signs; then the unsigned ones are', async () => {
  const world = makeWorld();
  const [first] = begun(world);
  const session = await openRig(world);
  expect(marks(session)).toEqual([undefined, undefined]);
  const signatures = new Map<string, Signature>([[first?.id ?? '', { kind: 'signed', by: 'ana', key: 'k' }]]);
  expect(marks(await reading(session, () => ({ signatures })))).toEqual(['unsigned', 'signed']);
});

test('an alarm is a problem of the board; what was read before it stays, and what is not believed is in Activity alone', async () => {
  const world = makeWorld();
  const [, last] = begun(world);
  const disbelieved = { ...last!, id: uuid(77), signature: { kind: 'bad' } as const };
  const session = await reading(await openRig(world), () => ({ alarm: { failure: forged, disbelieved } }));
  const snapshot = await deriveSnapshot(session, null, false);
  expect(snapshot.problems).toContainEqual(forged);
  expect(snapshot.components[0]?.cells[0]?.inFlight?.deployment).toBe(uuid(1));
  expect(marks(session).filter((mark) => mark === 'bad')).toHaveLength(1);
  expect(marks(session).filter((mark) => mark === 'unsigned')).toHaveLength(2);
});

test('recovery concludes nothing from a branch under an alarm', async () => {
  const world = makeWorld();
  const at = '2026-11-01T10:00:00.000Z';
  world.journal.push(
    { kind: 'requested', deployment: uuid(1), at, promotion: uuid(501), component: 'catalog', stage: 'production', environment: 'production', candidate: candidate(newCommit), from: oldCommit, cause: 'promotion' },
    { kind: 'sending', deployment: uuid(1), at },
  ); // oxfmt-ignore
  let alarmed = true;
  const session = await reading(await openRig(world), () =>
    alarmed ? { entries: [], alarm: { failure: forged, disbelieved: null } } : {},
  );
  let waits = 0;
  world.tick = () => {
    expect(world.journal).toHaveLength(2);
    // What the alarm had hidden: it had been sent.
    if (++waits === 3) {
      alarmed = false;
      begun(world);
      world.running = newCommit;
    }
  };
  await recover(session);
  expect(waits).toBeGreaterThanOrEqual(3);
  expect(world.entries.filter((e) => e.kind === 'verdict')).toMatchObject([{ verdict: 'deployed' }]);
});
