import type { Candidate } from '../../../contract/candidate';
import { nameOf } from '../../../contract/commit';
import type { Objection } from '../../../contract/promotion-facts';
import type { ReleaseAt, ReleaseStep, ReleaseView } from '../../../contract/release';
import { objections } from '../../../contract/objections';
import { failed, done, type Result } from '../../../contract/failure';
import type { Release } from '../../../contract/release';
import type { EntryOf } from '../../../contract/entry';
import type { Stage } from '../../../contract/workspace';
import { distanceTo } from '../distance';
import { promotionFacts, recordsBefore, runningIn } from '../eligibility';
import { place, readRecord, type Session } from '../session';
import { releaseOf } from './cut';
import { inOrder } from './order';
import type { EnvironmentRecord } from '../record/fold';
import { cutsOf } from '../record/late';
import { stateOfAll, stepsOf, type StepRecord } from '../record/release-state';
import { boxesAt } from '../record/sign-offs';

/** Every release of the workspace, newest first. The same set cut from two stages is one, and was cut from the first of them. */
const releasesOf = (session: Session): Result<readonly Release[]> => {
  const records: EnvironmentRecord[] = [];
  for (const { environment } of session.workspace.stages) {
    // A release may have been cut from any of them: a list with a gap would be no list.
    const record = readRecord(session.readings, environment);
    if (!record.ok) return record;
    records.push(record.value);
  }
  const first = new Map<string, EntryOf<'cut'>>();
  for (const { cuts } of records)
    for (const cut of cuts.values()) if (!first.has(cut.release)) first.set(cut.release, cut);
  const all = cutsOf(records).filter((cut) => first.get(cut.release) === cut);
  return done(all.map(releaseOf).reverse());
};

/** By id, or by name. */
export const findRelease = (session: Session, named: string): Result<Release> => {
  const all = releasesOf(session);
  if (!all.ok) return all;
  const found = all.value.find((one) => one.id === named) ?? all.value.find((one) => one.name === named);
  return found
    ? done(found)
    : failed({ kind: 'no-such', what: 'release', name: named, known: all.value.map((one) => one.name) });
};

export const recordsAt = (session: Session, release: Release, stage: Stage): Result<readonly StepRecord[]> => {
  const record = readRecord(session.readings, stage.environment);
  return record.ok
    ? done(stepsOf(record.value, release.id, release.set, inOrder(session.workspace.components)))
    : record;
};

/**
 * What putting back would redeploy: what the release brought and what is still there, against the order of `after`: what needs others
 * goes first. What came where nothing was before it has nothing to go back to.
 */
export const broughtBy = (steps: readonly StepRecord[]): readonly StepRecord[] =>
  steps.filter((step) => (step.brought?.from ?? null) !== null).reverse();

/** What stays when it is put back: nothing ran there before. */
export const staysOf = (steps: readonly StepRecord[]): readonly string[] =>
  steps.flatMap((step) => (step.brought?.from === null ? [step.component] : []));

/** Is there something to do about it? */
export const isOpenStep = ({ state }: Pick<ReleaseStep, 'state'>): boolean => state !== 'there' && state !== 'gone';

/** It runs there already, and is open all the same: to promote it again is not what helps. */
const thereAndFaulty = (objection: Objection, candidate: Candidate): Objection =>
  objection.kind === 'nothing-to-promote'
    ? {
        ...objection,
        text: `${nameOf(candidate)} is there and faulty.`,
        lifts: 'Verify it again, or put the release back.',
      }
    : objection;

/** A step with why it may not go on now. */
export const stepView = async (session: Session, stage: Stage, step: StepRecord): Promise<ReleaseStep> => {
  const { component, candidate, state } = step;
  const running = runningIn(session, component, stage.environment);
  const about = { component, candidate, state, running, deployment: step.last?.id ?? null };
  const at = place(session.workspace, component, stage.name);
  if (!isOpenStep(step) || !at.ok) return { ...about, objections: [] };
  const distance = await distanceTo(session, at.value.component, running, candidate.commit);
  const found = objections(promotionFacts(session, at.value, candidate, distance));
  return { ...about, objections: state === 'faulty' ? found.map((one) => thereAndFaulty(one, candidate)) : found };
};

const viewAt = async (session: Session, release: Release, stage: Stage): Promise<readonly ReleaseAt[]> => {
  const records = recordsAt(session, release, stage);
  if (!records.ok) return []; // the list is not answered without it
  return [
    {
      stage: stage.name,
      state: stateOfAll(records.value),
      steps: await Promise.all(records.value.map((record) => stepView(session, stage, record))),
      putsBack: broughtBy(records.value).map((step) => step.component),
      boxes: boxesAt(recordsBefore(session, stage), stage, release.id),
    },
  ];
};

/** Where a release may go: the stages after the one it was cut from. */
export const stagesAfter = (session: Session, release: Release): readonly Stage[] => {
  const { stages } = session.workspace;
  return stages.slice(stages.findIndex((stage) => stage.name === release.stage) + 1);
};

export const releaseView = async (session: Session, release: Release): Promise<ReleaseView> => {
  const stages = await Promise.all(stagesAfter(session, release).map((stage) => viewAt(session, release, stage)));
  return { ...release, stages: stages.flat() };
};

/** Older ones stay on the ledger. */
const mostShown = 30;

/** The newest releases with where they stand, newest first. */
export const readReleases = async (session: Session): Promise<Result<readonly ReleaseView[]>> => {
  const all = releasesOf(session);
  if (!all.ok) return all;
  return done(await Promise.all(all.value.slice(0, mostShown).map((release) => releaseView(session, release))));
};
