import type { Commit } from '../../../contract/commit';
import { done, failed, type Failure, type Result } from '../../../contract/failure';
import type { Known } from '../../../contract/promotion-facts';
import type { Release } from '../../../contract/release';
import type { Callable, ReleasePage, ReleasePageInput, WrittenPage } from '../../../contract/release-page';
import { nextOf } from '../../../contract/rotation';
import type { Note } from '../../../contract/note';
import type { Stage } from '../../../contract/workspace';
import { recordsBefore, runningIn, unseen } from '../eligibility';
import { readRotation } from '../rotation/read-rotation';
import { recordOf, type Session } from '../session';
import { clientMarkdown, clientPage } from './client-page';
import { draftNotes, type ComponentChanges } from './draft-notes';
import { problemsAt, testedAt } from './page-facts';
import { findRelease, recordsAt, stagesAfter } from './read-releases';
import { stateOfAll, type StepRecord } from '../record/release-state';
import { boxesAt } from '../record/sign-offs';

const mostChanges = 10_000;

/** What the stage ran, or runs, without the release: what went is told after the promotion as it was before. */
const withoutIt = (step: StepRecord, running: Known<Commit | null>): Known<Commit | null> => {
  const brought = step.brought ?? (step.state === 'moved-since' ? step.last : null);
  return brought ? brought.from : running;
};

const changesOf = async (
  session: Session,
  { environment }: Stage,
  step: StepRecord,
): Promise<ComponentChanges & { readonly failure: Failure | null }> => {
  const { component: name, candidate } = step;
  const nothing = { component: name, changes: [] };
  const component = session.workspace.components.find((one) => one.name === name);
  if (!component) return { ...nothing, failure: null };
  const from = withoutIt(step, runningIn(session, name, environment));
  if (from === 'unknown') return { ...nothing, failure: unseen(session, name, environment) };
  const range = { from, to: candidate.commit };
  const changes = await session.ports.history.changes(component, range, mostChanges, session.signal);
  return changes.ok
    ? { component: name, changes: changes.value, failure: null }
    : { ...nothing, failure: changes.failure };
};

/** As they were edited last, wherever the set was cut; null: nobody has, or the draft was wanted back. */
const editedNotes = (session: Session, { id }: Release): Note | null => {
  const all = session.workspace.stages.flatMap(
    ({ environment }) => recordOf(session.readings, environment)?.notes.get(id) ?? [],
  );
  const last = all.sort((a, b) => a.at.localeCompare(b.at)).at(-1);
  return last && last.reason.trim() !== '' ? last : null;
};

/** Whose turn it is; and where the file names people, all of them who are not away. */
const peopleOf = async (session: Session): Promise<readonly Callable[]> => {
  const rotation = await readRotation(session);
  if (!rotation.ok)
    return session.workspace.people.map(({ name, emails: [email = ''] }) => ({
      person: { name, email },
      next: false,
    }));
  const next = nextOf(rotation.value);
  return rotation.value.turns
    .filter((turn) => turn === next || (session.workspace.people.length > 0 && turn.awayUntil === null))
    .map((turn) => ({ person: turn.person, next: turn === next }));
};

const wentOut = (steps: readonly StepRecord[]): string | null =>
  steps
    .flatMap((step) => step.brought?.endedAt ?? [])
    .sort()
    .at(-1) ?? null;

/** From the stage it was cut from to the one it is for, once it came there: where any of the set was tested. */
const testedOnTheWay = (session: Session, release: Release, stage: Stage, came: boolean): ReleasePage['tested'] => {
  const { stages } = session.workspace;
  const first = stages.findIndex((one) => one.name === release.stage);
  const last = stages.findIndex((one) => one.name === stage.name);
  return stages.slice(Math.max(0, first), came ? last + 1 : last).flatMap(({ name, environment }) => {
    const record = recordOf(session.readings, environment);
    return (record ? testedAt(record, name, release.set) : null) ?? [];
  });
};

/** What a client is told of a release that goes to a stage, and the files that tell it. */
export const readPage = async (session: Session, input: ReleasePageInput): Promise<Result<WrittenPage>> => {
  const found = findRelease(session, input.release);
  if (!found.ok) return found;
  const release = found.value;
  const after = stagesAfter(session, release);
  const stage = after.find((one) => one.name === input.stage);
  if (!stage) return failed({ kind: 'no-such', what: 'stage', name: input.stage, known: after.map((s) => s.name) });
  const steps = recordsAt(session, release, stage);
  if (!steps.ok) return steps;
  const [read, people] = await Promise.all([
    Promise.all(steps.value.map((step) => changesOf(session, stage, step))),
    peopleOf(session),
  ]);
  const draft = draftNotes(read);
  const edited = editedNotes(session, release);
  const came = wentOut(steps.value);
  const page: ReleasePage = {
    workspace: session.workspace.name,
    release,
    stage: stage.name,
    state: stateOfAll(steps.value),
    wentOut: came,
    at: session.ports.clock.now(),
    draft,
    notes: edited?.reason ?? draft,
    edited: edited && { by: edited.by, at: edited.at },
    tested: testedOnTheWay(session, release, stage, came !== null),
    problems: problemsAt(session, stage),
    people,
    boxes: boxesAt(recordsBefore(session, stage), stage, release.id),
    unread: read.flatMap(({ component, failure }) => (failure === null ? [] : [{ component, failure }])),
  };
  return done({ page, html: clientPage(page), markdown: clientMarkdown(page) });
};
