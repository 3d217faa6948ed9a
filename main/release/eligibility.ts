import type { Candidate } from '../../contract/candidate';
import type { Commit } from '../../contract/commit';
import type { Failure } from '../../contract/failure';
import { objections } from '../../contract/objections';
import type { Known, Objection, PromotionFacts } from '../../contract/promotion-facts';
import type { Component, Stage } from '../../contract/workspace';
import { componentRecord, emptyRecord, unknownVerdict, type EnvironmentRecord } from './record/fold';
import { lineFact, lineOf } from './line';
import { targetKey, type Observed, type Reading } from './readings';
import { lateAt } from './record/late';
import { unsignedAt } from './record/sign-offs';
import { liveIn, recordOf, type Place, type Session } from './session';
import { needsOf, verificationState } from './record/verification-state';

/** What git says about a candidate against what the target runs. */
export interface Distance {
  readonly ahead: Known<number>;
  readonly behind: Known<number>;
  /** Of `behind`, what the candidate does not have under another id either. */
  readonly lost: Known<number>;
}

export const observedIn = (session: Session, component: string, environment: string): Reading<Observed> | undefined =>
  session.readings.observed.get(targetKey(component, environment));

/** What a target runs: a commit, null for nothing, or unknown. */
export const runningIn = (session: Session, component: string, environment: string): Known<Commit | null> => {
  const reading = observedIn(session, component, environment);
  return !reading?.value || reading.problem ? 'unknown' : reading.value.commit;
};

/** Why it is unknown what a target runs. */
export const unseen = (session: Session, component: string, environment: string): Failure =>
  observedIn(session, component, environment)?.problem ?? {
    kind: 'not-read',
    what: `What ${component} runs in ${environment}`,
  };

/** Why it is unknown what of a component passed its checks; null: it is known, or it has none. */
export const unchecked = (session: Session, component: Component): Failure | null => {
  const reading = session.readings.checks.get(component.name);
  if (component.checks === null || (reading?.value ?? null) !== null) return null;
  return reading?.problem ?? { kind: 'not-read', what: `What of ${component.name} passed its checks` };
};

const checksOf = (session: Session, at: Place, commit: Commit): PromotionFacts['checks'] => {
  if (at.component.checks === null) return 'none';
  const reading = session.readings.checks.get(at.component.name);
  if (!reading?.value) return 'unknown';
  return reading.value.get(commit)?.result ?? 'pending';
};

const verifiedUpstream = (
  session: Session,
  at: Place,
  commit: Commit,
): Pick<PromotionFacts, 'verified' | 'verifiedAt' | 'faulty'> => {
  if (!at.upstream) return { verified: 'none-needed', verifiedAt: null, faulty: false };
  const upstream = at.upstream;
  const record = recordOf(session.readings, upstream.environment);
  const target = at.component.targets.find((t) => t.stage === upstream.name);
  if (!record || !target) return { verified: 'unknown', verifiedAt: null, faulty: false };
  const live = liveIn(session, upstream.environment);
  if (live?.component === at.component.name && live.candidate.commit === commit)
    return { verified: 'running', verifiedAt: null, faulty: false };
  const environment = session.workspace.environments.find((e) => e.name === upstream.environment);
  const state = verificationState(record, at.component.name, commit, needsOf(target, environment));
  const verified = state.outcome === 'void' ? 'missing' : state.outcome;
  return { verified, verifiedAt: state.at, faulty: false };
};

/** Where verifications have nothing to say, a candidate has still been upstream since its deployment there: that is what soaks. */
const deployedUpstreamAt = (session: Session, at: Place, commit: Commit): string | null => {
  const record = at.upstream ? recordOf(session.readings, at.upstream.environment) : null;
  const recorded = record ? componentRecord(record, at.component.name).recorded : null;
  return recorded?.commit === commit ? recorded.since : null;
};

/** Of every stage before this one: a release may have been cut from any of them. */
export const recordsBefore = (session: Session, { name }: Pick<Stage, 'name'>): readonly EnvironmentRecord[] => {
  const { stages } = session.workspace;
  return stages
    .slice(
      0,
      stages.findIndex((stage) => stage.name === name),
    )
    .flatMap((stage) => recordOf(session.readings, stage.environment) ?? []);
};

/** Is everything read that may have been cut before this stage? */
const cutsAreKnown = (session: Session, { name }: Pick<Stage, 'name'>): boolean => {
  const { stages } = session.workspace;
  return stages
    .slice(
      0,
      stages.findIndex((stage) => stage.name === name),
    )
    .every(({ environment }) => {
      const reading = session.readings.ledgers.get(environment);
      return reading !== undefined && reading.value !== null && !reading.problem;
    });
};

/** Everything that decides, gathered. `record`: the ledger to decide on, where it is fresher than the last reading. */
export const promotionFacts = (
  session: Session,
  at: Place,
  candidate: Candidate | null,
  distance: Distance,
  record: EnvironmentRecord | null = recordOf(session.readings, at.stage.environment),
): PromotionFacts => {
  const { me } = session.ports.identity;
  const own = record ? componentRecord(record, at.component.name) : emptyRecord;
  const upstreamRecord = at.upstream ? recordOf(session.readings, at.upstream.environment) : null;
  const upstream = upstreamRecord ? componentRecord(upstreamRecord, at.component.name) : emptyRecord;
  const earlier = recordsBefore(session, at.stage);
  const running = runningIn(session, at.component.name, at.stage.environment);
  const verified: Pick<PromotionFacts, 'verified' | 'verifiedAt' | 'faulty'> = candidate
    ? verifiedUpstream(session, at, candidate.commit)
    : { verified: 'unknown', verifiedAt: null, faulty: false };
  const rejection = candidate
    ? (own.rejected.get(candidate.commit) ?? upstream.rejected.get(candidate.commit))
    : undefined;
  const live = liveIn(session, at.stage.environment);
  const busy = live
    ? { component: live.component, by: me.name }
    : record?.claim
      ? { component: record.claim.component, by: record.claim.by.name }
      : null;
  const unknown = unknownVerdict(own);
  const approvers = new Set(
    own.approvals
      .filter((a) => a.candidate === candidate?.id && a.stage === at.stage.name && a.from === running)
      .map((a) => a.by.email)
      .filter((email) => email !== me.email),
  );
  return {
    component: at.component.name,
    stage: at.stage,
    upstream: at.upstream?.name ?? null,
    now: session.ports.clock.now(),
    trusted: session.ports.trust.isTrusted(session.workspace),
    candidate,
    running,
    recorded: record ? (own.recorded?.commit ?? null) : 'unknown',
    ahead: distance.ahead,
    behind: distance.behind,
    lost: distance.lost,
    checks: candidate ? checksOf(session, at, candidate.commit) : 'none',
    ...verified,
    verifiedAt: verified.verifiedAt ?? (candidate ? deployedUpstreamAt(session, at, candidate.commit) : null),
    rejected: rejection ? { by: rejection.by.name, reason: rejection.reason } : null,
    hold: own.hold ? { by: own.hold.by.name, reason: own.hold.reason } : null,
    lock: own.lock
      ? {
          by: own.lock.by.name,
          reason: own.lock.reason,
          expires: own.lock.expires,
          mine: own.lock.by.email === me.email,
        }
      : null,
    inFlight: busy,
    unknownVerdict: unknown ? { since: unknown.endedAt ?? unknown.at } : null,
    approvals: approvers.size,
    line: lineFact(lineOf(session, at.stage.environment, record)),
    unsigned: unsignedAt(earlier, at.stage, candidate),
    late: cutsAreKnown(session, at.stage)
      ? lateAt(earlier, record, candidate, session.workspace.components)
      : 'unknown',
  };
};

/** A rollback is stopped by what makes it unsafe, never by a rule about time or people: no freeze, lock, hold, soak or batch. */
const stopsRollback = new Set(['untrusted', 'unreadable', 'not-observed', 'busy', 'unknown-verdict']);

export const rollbackObjections = (session: Session, at: Place, record?: EnvironmentRecord): readonly Objection[] =>
  objections(promotionFacts(session, at, null, { ahead: 0, behind: 0, lost: 0 }, record)).filter((o) =>
    stopsRollback.has(o.kind),
  );
