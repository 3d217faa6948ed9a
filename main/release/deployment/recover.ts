import { failed, done, type Result } from '../../../contract/failure';
import { fold, type EnvironmentRecord } from '../record/fold';
import { moveFor, onLedger, unfinished, withdrawDrafts, type Requested } from '../record/lifecycle';
import { end, enter, makeLive } from './live';
import { readLedgers } from '../refresh';
import { lookFor } from './send';
import { place, type Live, type Session } from '../session';
import { settle } from './settle';
import { verifyDeployment } from './verify';

const interrupted = (session: Session, r: Requested, sent: 'no' | 'unknown'): void => {
  const { component, stage, at } = r;
  session.problems = [...session.problems, { kind: 'interrupted', component, stage, at, sent }];
  session.changed();
};

const nothingWasSent = async (session: Session, r: Requested): Promise<void> => {
  await session.ports.journal.append({ kind: 'withdrawn', at: session.ports.clock.now(), deployment: r.deployment });
  interrupted(session, r, 'no');
};

/** Reads one environment's ledger until it answers or the workspace is closed. */
const ledgerOf = async (session: Session, environment: string) => {
  for (;;) {
    const read = await session.ports.ledger.read([environment], session.signal);
    const reading = read.ok ? read.value.find((r) => r.environment === environment) : null;
    // Under an alarm what is missing here may be there all the same.
    if (reading && !reading.alarm) return fold(reading.entries);
    if (session.signal.aborted) return null;
    await session.ports.clock.wait(2000, session.signal);
  }
};

const answerLost = (environment: string) =>
  ({
    kind: 'unclear',
    failure: {
      kind: 'endpoint-unreachable',
      where: environment,
      why: 'Humdrum stopped before the answer came',
      sent: true,
    },
  }) as const;

/** SENDING is on the ledger: look at what came of it, give the verdict that the observation proves, verify. Nothing is sent. */
const finish = async (session: Session, live: Live): Promise<void> => {
  const found = place(session.workspace, live.component, live.stage);
  if (!found.ok) return;
  enter(session, live, 'observing', 'Found unfinished after a restart. Looking at what runs; nothing is sent again.');
  const outcome = await lookFor(session, live, found.value, answerLost(live.environment));
  live.orphaned = false;
  const ending = await settle(session, live, outcome);
  const verdict = ending.kind === 'verdict' && ending.verdict === 'deployed';
  end(session, live, verdict ? await verifyDeployment(session, live, found.value, ending) : ending);
};

const adoptLive = (session: Session, r: Requested): Live | null => {
  const found = place(session.workspace, r.component, r.stage);
  if (!found.ok) return null;
  const { promotion, candidate, from, cause, deployment: id, at: since } = r;
  const live = makeLive(session, { place: found.value, promotion, candidate, from, cause, countdownMs: 0, id, since });
  live.orphaned = true;
  live.phase = 'sending';
  live.text = 'Found unfinished after a restart.';
  return live;
};

const closed = async (session: Session, deployment: string): Promise<void> => {
  const ending = { kind: 'nothing-sent', failure: { kind: 'cancelled' } } as const;
  await session.ports.journal.append({ kind: 'ended', deployment, at: session.ports.clock.now(), ending });
};

/** Frees an environment that was claimed and never sent to. */
const withdrawClaim = (session: Session, environment: string, component: string, deployment: string) =>
  session.ports.ledger.append(
    environment,
    (entries) => done(withdrawDrafts(entries, { environment, component, deployment, text: 'Nothing had been sent.' })),
    session.signal,
  );

/** One deployment that an earlier owner of the journal began and did not end. */
const recoverOne = async (session: Session, r: Requested, noted: 'requested' | 'sending'): Promise<void> => {
  // SENDING is in the journal before it is on the ledger: without it there is nothing to look for.
  if (noted === 'requested') return nothingWasSent(session, r);
  const live = adoptLive(session, r);
  session.changed();
  const record = await ledgerOf(session, r.environment);
  if (!record) return;
  const move = moveFor(noted, onLedger(record, r.component, r.deployment));
  if (move === 'observe') {
    interrupted(session, r, 'unknown');
    // Where the workspace no longer knows the place, the claim stays and its record too: nothing else is safe.
    return live ? finish(session, live) : undefined;
  }
  session.live.delete(r.deployment);
  session.changed();
  if (move === 'withdraw-claim') await withdrawClaim(session, r.environment, r.component, r.deployment);
  if (move === 'withdraw' || move === 'withdraw-claim') return nothingWasSent(session, r);
  if (move === 'close') await closed(session, r.deployment);
};

/** Holds what the journal began against the ledger, see `lifecycle.ts`. Nothing is ever sent again. */
export const recover = async (session: Session): Promise<void> => {
  const { journal } = session.ports;
  if (journal.damage) session.problems = [...session.problems, journal.damage];
  await Promise.all(
    unfinished(journal.unfinished).map(({ requested, noted }) => recoverOne(session, requested, noted)),
  );
};

/** A claim that no process works on and no journal remembers: a person asks to look at what came of it. */
export const takeOver = async (session: Session, environment: string, deployment: string): Promise<Result<null>> => {
  const record: EnvironmentRecord | null = await ledgerOf(session, environment);
  const claim = record?.claim;
  if (claim?.id !== deployment)
    return failed({ kind: 'no-such', what: 'open deployment', name: deployment, known: [] });
  const found = place(session.workspace, claim.component, claim.stage);
  if (!found.ok) return found;
  if (moveFor('nothing', claim.state) === 'withdraw-claim') {
    const written = await withdrawClaim(session, environment, claim.component, deployment);
    await readLedgers(session, session.signal);
    return written.ok ? done(null) : written;
  }
  const { promotion, candidate, from, cause, id, at: since } = claim;
  const live = makeLive(session, { place: found.value, promotion, candidate, from, cause, countdownMs: 0, id, since });
  await finish(session, live);
  return done(null);
};
