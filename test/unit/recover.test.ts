import { expect, test } from '@playwright/test';
import type { Draft, Entry } from '../../contract/entry';
import { done, failed } from '../../contract/failure';
import type { JournalRecord } from '../../main/release/record-ports';
import { recover, takeOver } from '../../main/release/deployment/recover';
import { recordOf, type Session } from '../../main/release/session';
import { candidate, claimed, sending, signed, uuid, verdict } from '../support/entries';
import { makeWorld, newCommit, oldCommit, openRig, type World } from '../support/release-rig';

const at = '2026-11-22T12:00:00.000Z';
const requested = (component = 'catalog'): JournalRecord => ({
  kind: 'requested', deployment: uuid(1), at, promotion: uuid(501), component, stage: 'production',
  environment: 'production', candidate: candidate(newCommit, component), from: oldCommit, cause: 'promotion',
}); // oxfmt-ignore
const noted: JournalRecord = { kind: 'sending', deployment: uuid(1), at };
const claim = claimed(1, newCommit);
const heard = (world: World) => () => {
  world.running = newCommit;
  return { kind: 'accepted' as const, text: 'heard' };
};

interface Found {
  readonly world: World;
  readonly session: Session;
  /** What the one deployment looked like, each time the board was told of a change. */
  readonly looks: readonly string[];
  /** What came after the start: on the journal, on the ledger. */
  readonly journal: () => readonly JournalRecord[];
  readonly ledger: () => readonly Entry[];
}

/** A machine that starts on such a journal and such a ledger. */
const started = async (
  journal: readonly JournalRecord[],
  ledger: readonly Draft[],
  prepare: (world: World) => void = () => undefined,
): Promise<Found> => {
  const world = makeWorld();
  world.journal.push(...journal);
  world.entries.push(...signed(ledger));
  prepare(world);
  const looks: string[] = [];
  const session = Object.assign(await openRig(world), {
    changed: () => {
      for (const live of session.live.values())
        looks.push(`${live.phase}${live.orphaned ? ', orphaned' : ''}: ${live.text}`);
    },
  });
  return {
    world,
    session,
    looks,
    journal: () => world.journal.slice(journal.length),
    ledger: () => world.entries.slice(ledger.length),
  };
};

const said = (sent: 'no' | 'unknown', component = 'catalog') => ({ kind: 'interrupted', component, stage: 'production', at, sent }); // oxfmt-ignore
const notSent = { kind: 'withdrawn', at: expect.any(String), deployment: uuid(1) };

test('what was only requested was not sent: that is said at once, without asking the ledger', async () => {
  const { session, journal, looks } = await started([requested()], [], (world) => (world.ledgerDown = true));
  await recover(session);
  expect(journal()).toEqual([notSent]);
  expect(session.problems).toEqual([said('no')]);
  expect([session.live.size, looks]).toEqual([0, []]);
});

test('what the journal was about to send and the ledger never heard of was not sent', async () => {
  const { session, journal, ledger } = await started([requested(), noted], []);
  await recover(session);
  expect([journal(), ledger(), session.problems, session.live.size]).toEqual([[notSent], [], [said('no')], 0]);
});

test('a claim that was never sent to is withdrawn, so that the environment is free', async () => {
  const { session, journal, ledger } = await started([requested(), noted], [claim]);
  await recover(session);
  expect(ledger()).toEqual([
    expect.objectContaining({
      kind: 'withdrawn', environment: 'production', component: 'catalog', deployment: uuid(1), reason: 'Nothing had been sent.',
    }),
  ]); // oxfmt-ignore
  expect([journal(), session.problems, session.live.size]).toEqual([[notSent], [said('no')], 0]);
});

for (const [how, end] of [
  ['has a verdict', verdict(1, 'deployed')],
  ['was withdrawn', { environment: 'production', component: 'catalog', kind: 'withdrawn', deployment: uuid(1), reason: '' }], // oxfmt-ignore
] as const)
  test(`what ${how} on the ledger is over: the journal is closed, and nobody is told anything`, async () => {
    const { session, journal, ledger } = await started(
      [requested(), noted],
      how === 'was withdrawn' ? [claim, end] : [claim, sending(1), end],
    );
    await recover(session);
    const ending = { kind: 'nothing-sent', failure: { kind: 'cancelled' } };
    expect(journal()).toEqual([{ kind: 'ended', deployment: uuid(1), at: expect.any(String), ending }]);
    expect([ledger(), session.problems, session.live.size]).toEqual([[], [], 0]);
  });

test('what was being sent is looked for, shown from the start, given its verdict and verified; nothing is sent', async () => {
  const { world, session, looks, ledger } = await started([requested(), noted], [claim, sending(1)], (made) => {
    made.find = heard(made);
  });
  await recover(session);
  expect(looks[0]).toBe('sending, orphaned: Found unfinished after a restart.');
  expect(looks).toContain('observing, orphaned: Found unfinished after a restart. Looking at what runs; nothing is sent again.'); // oxfmt-ignore
  expect(looks.at(-1)).toMatch(/^ended: /);
  expect(ledger().map((entry) => entry.kind)).toEqual(['verdict', 'verification']);
  const [live] = session.live.values();
  expect(live).toMatchObject({ id: uuid(1), orphaned: false, since: at, cause: 'promotion', from: oldCommit });
  expect(live?.ending).toMatchObject({ kind: 'verdict', verdict: 'deployed', verification: 'passed' });
  expect([world.orders, session.problems]).toEqual([[], [said('unknown')]]);
});

for (const [what, prepare, ended] of [
  ['the endpoint never got', (world: World) => (world.find = () => 'unheard of'), 'not-deployed'],
  ['nobody can look at', (world: World) => (world.unreadable = true), 'unknown'],
] as const)
  test(`what ${what} is ${ended}, and nothing is verified`, async () => {
    const { session, ledger } = await started([requested(), noted], [claim, sending(1)], prepare);
    await recover(session);
    expect(ledger().map((entry) => (entry.kind === 'verdict' ? entry.verdict : entry.kind))).toEqual([ended]);
    expect([...session.live.values()][0]?.ending).toMatchObject({ kind: 'verdict', verdict: ended, verification: 'none' }); // oxfmt-ignore
  });

test('a component that the workspace no longer has keeps its claim and its record; that it was interrupted is said', async () => {
  const theirs = [claimed(1, newCommit, { component: 'gone' }), sending(1, 'gone')];
  const { session, journal, ledger } = await started([requested('gone'), noted], theirs);
  await recover(session);
  expect([journal(), ledger(), session.live.size]).toEqual([[], [], 0]);
  expect(session.problems).toEqual([said('unknown', 'gone')]);
});

test('a ledger that does not answer is asked again until it does, and only its own environment counts', async () => {
  const { session, journal } = await started([requested(), noted], []);
  const read = session.ports.ledger.read.bind(session.ports.ledger);
  let asked = 0;
  Object.assign(session.ports.ledger, {
    read: async (...args: Parameters<typeof read>) => {
      asked += 1;
      const answer = await read(...args);
      if (asked < 3 || !answer.ok) return failed({ kind: 'ledger-unreachable', ledger: 'memory', why: 'down' });
      const [own] = answer.value;
      // Of another environment, where the same deployment would look as if it had been sent.
      const other = { ...own, environment: 'staging', entries: signed([claim, sending(1)]) };
      return done([other, ...answer.value]);
    },
  });
  await recover(session);
  expect([asked, journal(), session.problems]).toEqual([3, [notSent], [said('no')]]);
});

test('a workspace that is closed while the ledger does not answer concludes nothing', async () => {
  const { world, session, journal, ledger } = await started([requested(), noted], [claim, sending(1)]);
  const closing = new AbortController();
  Object.assign(session, { signal: closing.signal });
  world.ledgerDown = true;
  world.tick = () => closing.abort();
  await recover(session);
  expect([journal(), ledger(), session.problems]).toEqual([[], [], []]);
  expect([...session.live.values()].map((live) => live.orphaned)).toEqual([true]);
  expect(await takeOver(session, 'production', uuid(1))).toEqual(
    failed({ kind: 'no-such', what: 'open deployment', name: uuid(1), known: [] }),
  );
});

test('damage of the journal is said beside what was said before', async () => {
  const { session } = await started([], []);
  const damage = { kind: 'journal-damaged', file: 'journal', why: 'half a record' } as const;
  Object.assign(session.ports.journal, { damage });
  session.problems = [{ kind: 'cancelled' }];
  await recover(session);
  expect(session.problems).toEqual([{ kind: 'cancelled' }, damage]);
});

test('taking over a claim that was never sent to withdraws it, on the ledger and on the board', async () => {
  const { world, session, ledger } = await started([], [claim]);
  let looked = 0;
  world.find = () => ((looked += 1), 'unheard of');
  expect(await takeOver(session, 'production', uuid(1))).toEqual(done(null));
  expect(ledger()).toMatchObject([{ kind: 'withdrawn', deployment: uuid(1), reason: 'Nothing had been sent.' }]);
  expect(recordOf(session.readings, 'production')?.claim).toBeNull();
  expect([looked, session.live.size]).toEqual([0, 0]);
});

test('taking over a claim says why where the ledger can’t be written', async () => {
  const { session, ledger } = await started([], [claim]);
  const down = failed({ kind: 'ledger-unreachable', ledger: 'memory', why: 'down' } as const);
  Object.assign(session.ports.ledger, { append: async () => down });
  expect(await takeOver(session, 'production', uuid(1))).toEqual(down);
  expect(ledger()).toEqual([]);
});

test('taking over what was being sent looks for it and gives the verdict', async () => {
  const { world, session, ledger } = await started([], [claim, sending(1)], (made) => (made.find = heard(made)));
  expect(await takeOver(session, 'production', uuid(1))).toEqual(done(null));
  expect(ledger().map((entry) => entry.kind)).toEqual(['verdict', 'verification']);
  expect(world.orders).toEqual([]);
});

test('taking over what the workspace no longer has, or what is not open, changes nothing and says so', async () => {
  const gone = [claimed(1, newCommit, { component: 'gone' })];
  const { session, ledger } = await started([], gone);
  expect(await takeOver(session, 'production', uuid(1))).toMatchObject({
    ok: false,
    failure: { kind: 'no-such', what: 'component', name: 'gone' },
  });
  expect(await takeOver(session, 'production', uuid(2))).toEqual(
    failed({ kind: 'no-such', what: 'open deployment', name: uuid(2), known: [] }),
  );
  expect(ledger()).toEqual([]);
});
