import { failed, done, type Result } from '../../contract/failure';
import { componentRecord, fold } from './fold';
import { end, enter, makeLive } from './live';
import type { JournalRecord } from './record-ports';
import { readLedgers } from './refresh';
import { lookFor } from './send';
import { place, type Live, type Session } from './session';
import { settle } from './settle';
import { verifyDeployment } from './verify';

type Requested = Extract<JournalRecord, { kind: 'requested' }>;

interface Unfinished {
  readonly requested: Requested;
  readonly sent: boolean;
}

/** The deployments that an earlier owner of the journal began and did not end. */
export const unfinished = (records: readonly JournalRecord[]): readonly Unfinished[] => {
  const open = new Map<string, Unfinished>();
  for (const record of records) {
    const before = open.get(record.deployment);
    if (record.kind === 'requested') open.set(record.deployment, { requested: record, sent: false });
    else if (record.kind === 'sending' && before) open.set(record.deployment, { ...before, sent: true });
    else if (record.kind !== 'sending') open.delete(record.deployment);
  }
  return [...open.values()];
};

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
    if (reading || session.signal.aborted) return reading ? fold(reading.entries) : null;
    await session.ports.clock.wait(2000, session.signal);
  }
};

const answerLost = (environment: string) =>
  ({
    kind: 'unclear',
    failure: { kind: 'endpoint-unreachable', where: environment, why: 'Humdrum stopped before the answer came' },
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

/** By the last record: before SENDING nothing was sent; SENDING that never reached the ledger neither; after it, look. */
export const recover = async (session: Session): Promise<void> => {
  const { journal, clock } = session.ports;
  if (journal.damage) session.problems = [...session.problems, journal.damage];
  await Promise.all(
    unfinished(journal.unfinished).map(async ({ requested: r, sent }) => {
      if (!sent) return nothingWasSent(session, r);
      const live = adoptLive(session, r);
      session.changed();
      const record = await ledgerOf(session, r.environment);
      if (!record) return;
      const own = componentRecord(record, r.component).deployments.find((d) => d.id === r.deployment);
      if (own?.state === 'sending' && live) {
        interrupted(session, r, 'unknown');
        return finish(session, live);
      }
      session.live.delete(r.deployment);
      if (!own) return nothingWasSent(session, r);
      await journal.append({
        kind: 'ended', deployment: r.deployment, at: clock.now(), ending: { kind: 'nothing-sent', failure: { kind: 'cancelled' } },
      }); // prettier-ignore
      session.changed();
    }),
  );
};

/** A claim of this person and machine that no process works on and no journal remembers: a person asks to look at what came of it. */
export const takeOver = async (session: Session, environment: string, deployment: string): Promise<Result<null>> => {
  const record = await ledgerOf(session, environment);
  const claim = record?.claim;
  if (claim?.id !== deployment)
    return failed({ kind: 'no-such', what: 'open deployment', name: deployment, known: [] });
  const found = place(session.workspace, claim.component, claim.stage);
  if (!found.ok) return found;
  if (claim.state === 'claimed') {
    const about = { environment, component: claim.component };
    const written = await session.ports.ledger.append(
      environment,
      () => done([{ ...about, kind: 'withdrawn', deployment, reason: 'Nothing had been sent.' }]),
      session.signal,
    );
    await readLedgers(session, session.signal);
    return written.ok ? done(null) : written;
  }
  const { promotion, candidate, from, cause, id, at: since } = claim;
  const live = makeLive(session, { place: found.value, promotion, candidate, from, cause, countdownMs: 0, id, since });
  await finish(session, live);
  return done(null);
};
