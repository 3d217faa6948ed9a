import type { EntryOf } from '../../../contract/entry';
import type { Candidate } from '../../../contract/candidate';
import type { Commit } from '../../../contract/commit';
import { done, failed, type Failure, type Result } from '../../../contract/failure';
import { releaseContents, type Release } from '../../../contract/release';
import type { Stage } from '../../../contract/workspace';
import { candidateAt } from '../distance';
import { runningIn } from '../eligibility';
import { componentRecord, fold, type EnvironmentRecord } from '../record/fold';
import { latest } from '../record/latest';
import { keepLedger, readLedgers } from '../refresh';
import { readRecord, recordOf, type Session } from '../session';
import { needsOf, verificationState } from '../record/verification-state';

export interface CutInput {
  readonly stage: string;
  /** Empty: the day, and which of the day it is. */
  readonly name: string;
}

export const releaseOf = (cut: EntryOf<'cut'>): Release => ({
  id: cut.release,
  name: cut.name,
  stage: cut.stage,
  environment: cut.environment,
  by: cut.by,
  at: cut.at,
  set: cut.set,
});

/** Does the last verification of the environment as a whole speak of this commit? One that failed speaks of what it was made for. */
const isInLastSet = (last: EntryOf<'verification'> | null, component: string, commit: Commit): boolean =>
  last?.outcome === 'passed'
    ? last.set[component] === commit
    : last !== null && last.component !== '' && last.component !== component;

/** Why what runs in an environment is no set that was verified together; null: it is one. */
const unverified = (session: Session, record: EnvironmentRecord, stage: Stage): Failure | null => {
  const { components, environments } = session.workspace;
  const environment = environments.find((one) => one.name === stage.environment);
  const last = latest(record.verifications, (v) => v.scope === 'environment' && v.outcome !== 'void');
  const open = components.flatMap((component): readonly string[] => {
    const target = component.targets.find((one) => one.stage === stage.name);
    const runs = componentRecord(record, component.name).recorded?.commit;
    if (!target) return [];
    if (!runs) return [component.name];
    const needs = needsOf(target, environment);
    const { outcome } = verificationState(record, component.name, runs, needs);
    if (outcome !== 'passed' && outcome !== 'none-needed') return [component.name];
    // Each of them may have passed in some set: together they passed in the last one, or not at all.
    if (needs.environment && !isInLastSet(last, component.name, runs)) return [component.name];
    const observed = runningIn(session, component.name, stage.environment);
    return observed === 'unknown' || observed === runs ? [] : [component.name];
  });
  if (record.claim) open.push(record.claim.component);
  return open.length === 0
    ? null
    : { kind: 'not-verified-together', stage: stage.name, components: [...new Set(open)] };
};

const setOf = async (
  session: Session,
  record: EnvironmentRecord,
  stage: Stage,
): Promise<Result<readonly Candidate[]>> => {
  const set: Candidate[] = [];
  for (const component of session.workspace.components) {
    const runs = componentRecord(record, component.name).recorded?.commit;
    if (!runs || !component.targets.some((target) => target.stage === stage.name)) continue;
    const candidate = await candidateAt(session, component, runs);
    if (!candidate.ok) return candidate;
    set.push(candidate.value);
  }
  return done(set);
};

/** `2026-11-22.2`: the second one of its day. */
const nameFor = (day: string, taken: ReadonlySet<string>): string => {
  for (let n = 1; ; n += 1) if (!taken.has(`${day}.${n}`)) return `${day}.${n}`;
};

/**
 * Cuts a release from what runs at a stage and was verified there together. The same set twice is one release, by its first name and
 * from its first stage.
 */
export const cutRelease = async (session: Session, input: CutInput): Promise<Result<Release>> => {
  const { stages } = session.workspace;
  const stage = stages.find((one) => one.name === input.stage);
  if (!stage) return failed({ kind: 'no-such', what: 'stage', name: input.stage, known: stages.map((s) => s.name) });
  await readLedgers(session, session.signal);
  const record = readRecord(session.readings, stage.environment);
  if (!record.ok) return record;
  const set = await setOf(session, record.value, stage);
  if (!set.ok) return set;
  const id = session.ports.identity.sha256(releaseContents(set.value));
  const elsewhere = stages.flatMap((one) => [...(recordOf(session.readings, one.environment)?.cuts.values() ?? [])]);
  const before = elsewhere.find((one) => one.release === id);
  if (before) return done(releaseOf(before));
  const written = await session.ports.ledger.append(
    stage.environment,
    (entries) => {
      // Decided on the entries that ours would follow: what runs may have moved, and somebody may have cut the same set.
      const now = fold(entries);
      if (now.cuts.has(id)) return done([]);
      const why = unverified(session, now, stage);
      if (why) return failed(why);
      const taken = new Map([...elsewhere, ...now.cuts.values()].map((cut) => [cut.name, cut.release]));
      const name = input.name.trim() || nameFor(session.ports.clock.now().slice(0, 10), new Set(taken.keys()));
      if (taken.has(name)) return failed({ kind: 'release-name-taken', name });
      return done([{ environment: stage.environment, component: '', kind: 'cut', release: id, name, stage: stage.name, set: [...set.value] }]); // oxfmt-ignore
    },
    session.signal,
  );
  if (!written.ok) return written;
  keepLedger(session, written.value);
  session.changed();
  const cut = fold(written.value.entries).cuts.get(id);
  return cut ? done(releaseOf(cut)) : failed({ kind: 'cancelled' });
};
