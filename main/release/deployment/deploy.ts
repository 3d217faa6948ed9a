import { nameOf, type Commit } from '../../../contract/commit';
import type { Ending } from '../../../contract/deployment';
import type { Draft, Entry } from '../../../contract/entry';
import { failed, type Failure, type Result } from '../../../contract/failure';
import type { Objection } from '../../../contract/promotion-facts';
import { componentRecord, fold, type EnvironmentRecord } from '../record/fold';
import { claimRefusal, sendRefusal } from '../record/lifecycle';
import { countDown } from './countdown';
import { end, enter, makeLive, type Beginning } from './live';
import { observe } from '../observe';
import { keepLedger, readLedgers } from '../refresh';
import { send } from './send';
import { liveIn, place, recordOf, type Live, type Session } from '../session';
import { settle } from './settle';
import { verifyDeployment } from './verify';

/** What somebody decided, and how to ask again whether it may go. */
export interface Intent extends Beginning {
  readonly reason: string | null;
  readonly overrides: readonly string[];
  readonly changes: number | null;
  /** The release it is a part of. */
  readonly release: string | null;
  /** Why not? Asked on the entries that ours would follow. Rules that were overridden are left out. */
  readonly objections: (record: EnvironmentRecord | null) => readonly Objection[];
  /** What goes on record in the same push: a rollback's reject and hold. */
  readonly with: readonly Draft[];
  /** What follows its ending by itself, and what that makes of the ending. */
  readonly afterwards?: (live: Live, ending: Ending) => Promise<Ending>;
}

const nothingSent = (failure: Failure): Ending => ({ kind: 'nothing-sent', failure });

/** Starts a deployment, or joins it: the same promotion asked twice is one deployment. */
export const begin = (session: Session, intent: Intent): Result<Live> => {
  const same = [...session.live.values()].find((l) => l.promotion === intent.promotion);
  if (same) return { ok: true, value: same };
  const busy = liveIn(session, intent.place.stage.environment);
  const objections = intent.objections(null);
  if (busy || objections.length > 0) return failed({ kind: 'objected', objections });
  const live = makeLive(session, intent);
  void run(session, live, intent);
  return { ok: true, value: live };
};

const run = async (session: Session, live: Live, intent: Intent): Promise<void> => {
  try {
    const ending = await act(session, live, intent);
    end(session, live, (await intent.afterwards?.(live, ending)) ?? ending);
  } catch (bug) {
    // A bug here must not leave a deployment that looks alive; past SENDING nobody may conclude that nothing went out.
    if (live.ending === null) end(session, live, await settle(session, live, { kind: 'lost', why: String(bug) }));
  }
};

const act = async (session: Session, live: Live, intent: Intent): Promise<Ending> => {
  const { clock, journal } = session.ports;
  const { id: deployment, promotion, component, stage, environment, candidate, from, cause } = live;
  const requested = await journal.append({
    kind: 'requested', at: clock.now(), deployment, promotion, component, stage, environment, candidate, from, cause,
  }); // oxfmt-ignore
  if (!requested.ok) return nothingSent(requested.failure);

  const standstill = live.countdownMs === null ? null : await countDown(session, live, live.countdownMs);
  if (standstill) return refused(session, live, standstill);
  if (live.withdraw.signal.aborted) return withdrawn(session, live);

  enter(session, live, 'requested', `Looking at what ${environment} runs now.`);
  const stale = await movedSince(session, intent);
  if (stale) return refused(session, live, stale);
  if (live.withdraw.signal.aborted) return withdrawn(session, live);

  const read = recordOf(session.readings, environment);
  const recorded = read ? (componentRecord(read, component).recorded?.commit ?? null) : undefined;
  const sending = await journal.append({ kind: 'sending', at: clock.now(), deployment });
  if (!sending.ok) return nothingSent(sending.failure);
  const began = clock.monotonic();
  const claimed = await session.ports.ledger.append(
    environment,
    claim(session, live, intent, recorded),
    session.signal,
  );
  // Whatever the ledger answered, nothing has left for the endpoint; `settle` says so on the ledger if our claim landed after all.
  if (!claimed.ok) return settle(session, live, { kind: 'never-sent', failure: claimed.failure });
  keepLedger(session, claimed.value);
  const lost = sendRefusal(
    fold(claimed.value.entries),
    { environment, component, deployment },
    clock.monotonic() - began,
  );
  if (lost) return settle(session, live, { kind: 'never-sent', failure: lost });

  enter(session, live, 'sending', `Sending ${nameOf(candidate)} to ${environment}.`);
  const verdict = await send(session, live, intent.place);
  const ending = await settle(session, live, verdict);
  return ending.kind === 'verdict' && ending.verdict === 'deployed'
    ? verifyDeployment(session, live, intent.place, ending)
    : ending;
};

/** Looks again, at the act: what runs may have moved since the person looked, and a rule may object now. */
const movedSince = async (session: Session, intent: Intent): Promise<Failure | null> => {
  const { component, target, stage } = intent.place;
  const [now] = await Promise.all([
    observe(session, component, target, session.signal),
    readLedgers(session, session.signal),
  ]);
  if (!now.ok) return now.failure;
  if (now.value.commit !== intent.from)
    return {
      kind: 'moved',
      environment: stage.environment,
      component: component.name,
      seen: intent.from,
      now: now.value.commit,
    };
  const objections = intent.objections(null).filter((o) => o.kind !== 'busy');
  return objections.length > 0 ? { kind: 'objected', objections } : rewritten(session, intent);
};

/** Where it goes and by which rules is what the workspace file said when somebody looked, or nothing goes. */
const rewritten = (session: Session, { place: seen }: Intent): Failure | null => {
  const now = place(session.workspace, seen.component.name, seen.stage.name);
  if (now.ok && JSON.stringify(now.value) === JSON.stringify(seen)) return null;
  const { file } = session.workspace;
  return { kind: 'file-moved', file, component: seen.component.name, stage: seen.stage.name };
};

/** Decides on the entries ours will follow: nobody else may hold a claim, and every rule is asked again. */
const claim =
  (session: Session, live: Live, intent: Intent, recorded: Commit | null | undefined) =>
  (entries: readonly Entry[]): Result<readonly Draft[]> => {
    const record = fold(entries);
    const { environment, component } = live;
    const edited = rewritten(session, intent);
    if (edited) return failed(edited);
    const refusal = claimRefusal(record, {
      environment,
      component,
      promotion: live.promotion,
      from: live.from,
      recorded,
    });
    if (refusal) return failed(refusal);
    const objections = intent.objections(record).filter((o) => o.kind !== 'busy');
    if (objections.length > 0) return failed({ kind: 'objected', objections });
    const about = { environment, component };
    const { id: deployment, promotion, stage, candidate, from, cause } = live;
    const { reason, changes, release } = intent;
    const overrides = [...intent.overrides];
    return {
      ok: true,
      value: [
        {
          ...about,
          kind: 'claimed',
          deployment,
          promotion,
          stage,
          candidate,
          from,
          cause,
          reason,
          overrides,
          changes,
          release,
        },
        { ...about, kind: 'sending', deployment },
        ...intent.with,
      ],
    };
  };

const withdrawn = async (session: Session, live: Live): Promise<Ending> => {
  await session.ports.journal.append({ kind: 'withdrawn', at: session.ports.clock.now(), deployment: live.id });
  return nothingSent({ kind: 'withdrawn', by: session.ports.identity.me.name });
};

const refused = async (session: Session, live: Live, failure: Failure): Promise<Ending> => {
  await session.ports.journal.append({ kind: 'withdrawn', at: session.ports.clock.now(), deployment: live.id });
  return nothingSent(failure);
};
