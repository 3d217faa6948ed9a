import type { Commit } from '../../../contract/commit';
import type { Cell, InFlight, Point, RollbackOffer, Running, VerificationState } from '../../../contract/snapshot';
import type { Component } from '../../../contract/workspace';
import { observedIn, rollbackObjections } from '../eligibility';
import type { ComponentFacts } from './component-facts';
import {
  componentRecord,
  emptyRecord,
  unknownVerdict,
  type ComponentRecord,
  type EnvironmentRecord,
} from '../record/fold';
import { overriddenIn } from '../record/overridden';
import type { Observed, Reading } from '../readings';
import { isEnded, recordOf, type Live, type Place, type Session } from '../session';
import { watchedUntil } from '../watched';
import { needsOf, verificationState, type Needs } from '../record/verification-state';

const named = (facts: ComponentFacts | null, commit: Commit): Point =>
  facts?.points.get(commit) ?? { commit, version: null, at: null };

const runningView = (facts: ComponentFacts | null, reading: Reading<Observed> | undefined): Running | null => {
  const seen = reading?.value;
  if (!seen?.commit || reading?.problem) return null;
  return { ...named(facts, seen.commit), health: seen.health, healthText: seen.healthText, observedAt: seen.readAt };
};

/** What this process is doing, else what the ledger says somebody is doing. */
const inFlightView = (
  session: Session,
  live: Live | undefined,
  record: EnvironmentRecord | null,
  component: string,
): InFlight | null => {
  const { me, machine } = session.ports.identity;
  if (live) {
    const { id: deployment, candidate, from, cause, since, phase, text, countdownMs, orphaned } = live;
    return { deployment, candidate, from, cause, by: me, mine: true, since, phase, text, countdownMs, orphaned };
  }
  const claim = record?.claim;
  if (!claim || claim.component !== component) return null;
  const mine = claim.machine === machine && claim.by.email === me.email;
  return {
    deployment: claim.id,
    candidate: claim.candidate,
    from: claim.from,
    cause: claim.cause,
    by: claim.by,
    mine,
    since: claim.at,
    phase: claim.state === 'sending' ? 'sending' : 'claimed',
    text: mine ? 'Claimed by this machine; nothing here is working on it.' : `${claim.by.name} is on it.`,
    countdownMs: null,
    orphaned: mine,
  };
};

const verificationView = (
  record: EnvironmentRecord | null,
  component: string,
  running: Running | null,
  live: Live | undefined,
  needs: Needs,
): VerificationState => {
  if (live?.phase === 'verifying') return { outcome: 'running', scope: null, at: null, results: [] };
  if (!record) return { outcome: 'unknown', scope: null, at: null, results: [] };
  if (!running) return { outcome: 'missing', scope: null, at: null, results: [] };
  return verificationState(record, component, running.commit, needs);
};

const rollbackView = (session: Session, at: Place, facts: ComponentFacts | null): RollbackOffer | null => {
  const offer = facts?.rollbacks.get(at.stage.name);
  return offer ? { ...offer, objections: rollbackObjections(session, at) } : null;
};

const unknownView = (own: ComponentRecord): Cell['unknownVerdict'] => {
  const d = unknownVerdict(own);
  return d ? { deployment: d.id, candidate: d.candidate, since: d.endedAt ?? d.at, text: d.text ?? '' } : null;
};

/** One component in one stage, as everybody sees it. */
export const cellView = (session: Session, at: Place, facts: ComponentFacts | null): Cell => {
  const { component, stage } = at;
  const record = recordOf(session.readings, stage.environment);
  const own = record ? componentRecord(record, component.name) : emptyRecord;
  const reading = observedIn(session, component.name, stage.environment);
  const running = runningView(facts, reading);
  const needs = needsOf(at.target, at.environment);
  const live = [...session.live.values()].find(
    (l) => l.component === component.name && l.stage === stage.name && !isEnded(l),
  );
  const verification = verificationView(record, component.name, running, live, needs);
  const recorded = own.recorded
    ? { ...own.recorded, ...versionOf(facts, own.recorded.commit, own.recorded.version) }
    : null;
  const drifted =
    !live &&
    reading?.value !== undefined &&
    !reading.problem &&
    recorded !== null &&
    (reading.value?.commit ?? null) !== recorded.commit;
  return {
    stage: stage.name,
    environment: stage.environment,
    running,
    problem: reading?.problem ?? null,
    observedAt: reading?.value?.readAt ?? null,
    recorded,
    drifted,
    driftCause: drifted ? (facts?.drifts.get(stage.name) ?? null) : null,
    verification,
    faulty: verification.outcome === 'failed',
    inFlight: inFlightView(session, live, record, component.name),
    unknownVerdict: unknownView(own),
    hold: own.hold,
    lock: own.lock,
    hotfix: facts?.hotfixes.get(stage.name) ?? null,
    overridden: overriddenIn(own),
    rollback: rollbackView(session, at, facts),
    lastDeployment: own.deployments.at(-1)?.id ?? null,
    watchedUntil: watchedUntil(session, component.name, stage.environment),
  };
};

const versionOf = (
  facts: ComponentFacts | null,
  commit: Commit,
  fallback: string | null,
): { readonly version: string | null } => ({
  version: facts?.points.get(commit)?.version ?? fallback,
});

export const cellPlaces = (session: Session, component: Component): readonly Place[] =>
  session.workspace.stages.flatMap((stage, i) => {
    const target = component.targets.find((t) => t.stage === stage.name);
    const environment = session.workspace.environments.find((e) => e.name === stage.environment);
    return target && environment
      ? [{ component, stage, target, environment, upstream: session.workspace.stages[i - 1] ?? null }]
      : [];
  });
