import type { ActivityInput, ComponentHistory, Eligibility } from '../../../contract/api';
import type { Commit } from '../../../contract/commit';
import type { Entry, MarkedEntry } from '../../../contract/entry';
import { done, failed, type Result } from '../../../contract/failure';
import { objections } from '../../../contract/objections';
import { componentFacts } from './component-facts';
import { candidateOf } from '../gap-facts';
import { candidateAt, distanceTo, known } from '../distance';
import { promotionFacts, runningIn } from '../eligibility';
import { componentRecord } from '../record/fold';
import { isBag } from '../insights/brown-paper-bags';
import { readBags } from '../insights/read-bags';
import type { LedgerReading } from '../record-ports';
import { place, recordOf, type Session } from '../session';

const mostCandidates = 500;

/** What the component page draws beyond the snapshot: candidates as marks, deployments on a time line. */
export const componentHistory = async (session: Session, name: string): Promise<Result<ComponentHistory>> => {
  const component = session.workspace.components.find((c) => c.name === name);
  if (!component)
    return failed({ kind: 'no-such', what: 'component', name, known: session.workspace.components.map((c) => c.name) });
  const records = component.targets
    .flatMap((t) => recordOf(session.readings, t.environment) ?? [])
    .map((r) => componentRecord(r, name));
  const deployments = records.flatMap((r) => r.deployments).sort((a, b) => b.at.localeCompare(a.at));
  const marks = await Promise.all(component.targets.map((t) => readBags(session, component, t.environment)));
  const about = { component: name, deployments, bags: marks.flat().filter(isBag) };
  const facts = await componentFacts(session, component);
  if (!facts.ok) return done({ ...about, candidates: [], problem: facts.failure });
  const range = { from: facts.value.baseline, to: facts.value.mainline.commit };
  const listed = await session.ports.history.candidates(component, range, mostCandidates, session.signal);
  if (!listed.ok) return done({ ...about, candidates: [], problem: listed.failure });
  const checks = session.readings.checks.get(name)?.value;
  const running = component.targets.map((t) => ({ stage: t.stage, commit: runningIn(session, name, t.environment) }));
  const candidates = listed.value.map((point) => ({
    ...candidateOf(session.ports.identity, name, point),
    at: point.at ?? '',
    subject: point.subject,
    checks: component.checks === null ? ('none' as const) : (checks?.get(point.commit)?.result ?? ('pending' as const)),
    stages: running.filter((r) => r.commit === point.commit).map((r) => r.stage),
    rejected: records.some((r) => r.rejected.has(point.commit)),
  }));
  return done({ ...about, candidates, problem: null });
};

/** Why one candidate may not go to one stage. */
export const eligibility = async (
  session: Session,
  name: string,
  stage: string,
  commit: Commit,
): Promise<Result<Eligibility>> => {
  const found = place(session.workspace, name, stage);
  if (!found.ok) return found;
  const at = found.value;
  const candidate = await candidateAt(session, at.component, commit);
  if (!candidate.ok) return candidate;
  const distance = await distanceTo(session, at.component, runningIn(session, name, at.stage.environment), commit);
  const facts = promotionFacts(session, at, candidate.value, distance);
  return done({
    candidate: candidate.value,
    ahead: known(distance.ahead),
    behind: known(distance.behind),
    objections: objections(facts),
  });
};

/** Of all environments as one list, newest first. */
const listed = <E extends Entry>(
  session: Session,
  input: ActivityInput,
  entriesOf: (reading: LedgerReading) => readonly E[],
): readonly E[] => {
  const stageOf = new Map(session.workspace.stages.map((s) => [s.environment, s.name]));
  return (
    [...session.readings.ledgers.values()]
      // Reversed first: of two entries at one time the later one is the newer.
      .flatMap(({ value }) => (value ? [...entriesOf(value)].reverse() : []))
      .filter(
        (e) =>
          (input.component === null || e.component === input.component) &&
          (input.stage === null || stageOf.get(e.environment) === input.stage) &&
          (input.person === null || e.by.name === input.person) &&
          (input.kind === null || e.kind === input.kind),
      )
      .sort((a, b) => b.at.localeCompare(a.at))
      .slice(0, input.limit)
  );
};

/** The ledger as one list, newest first. */
export const activity = (session: Session, input: ActivityInput): readonly Entry[] =>
  listed(session, input, ({ entries }) => entries);

/** The same, with what is to be thought of each signature once anybody signs, and with the entries that are not believed. */
export const markedActivity = (session: Session, input: ActivityInput): readonly MarkedEntry[] => {
  const readings = [...session.readings.ledgers.values()].flatMap((reading) => reading.value ?? []);
  if (!readings.some((r) => (r.signatures?.size ?? 0) > 0 || r.alarm?.disbelieved)) return activity(session, input);
  return listed<MarkedEntry>(session, input, ({ entries, signatures, alarm }) => [
    ...entries.map((entry) => ({ ...entry, signature: signatures?.get(entry.id) ?? { kind: 'unsigned' as const } })),
    ...(alarm?.disbelieved ? [alarm.disbelieved] : []),
  ]);
};
