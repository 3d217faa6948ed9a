import { stepNames, sumSteps, type SetState, type SystemStep } from '../../../contract/funnel';
import type { ComponentView } from '../../../contract/snapshot';
import type { Stage } from '../../../contract/workspace';
import { recordsBefore } from '../eligibility';
import { latest } from '../record/latest';
import { cutThatRuns } from '../record/cut-that-runs';
import { cutsOf } from '../record/late';
import { isEnded, recordOf, type Session } from '../session';

/** Names a verification of a set after its day and its number on that day. */
const setName = (at: string, all: readonly { readonly at: string }[]): string => {
  const day = at.slice(0, 10);
  const number = all.filter((v) => v.at.slice(0, 10) === day && v.at <= at).length;
  return `set ${day}.${number}`;
};

const nothing = { name: null, at: null };

/** Is what runs in an environment now a set that was verified as a whole? */
const setState = (session: Session, stage: Stage, components: readonly ComponentView[]): SetState => {
  const record = recordOf(session.readings, stage.environment);
  if (!record) return { ...nothing, state: 'never', text: 'the ledger was not read' };
  const whole = record.verifications.filter((v) => v.scope === 'environment');
  if (
    [...session.live.values()].some(
      (l) => l.environment === stage.environment && l.phase === 'verifying' && !isEnded(l),
    )
  )
    return { ...nothing, state: 'verifying', text: 'being verified' };
  const environment = session.workspace.environments.find((e) => e.name === stage.environment);
  if (!environment || environment.verify.length === 0)
    return { ...nothing, state: 'never', text: 'no verification of the whole' };
  const runs = new Map(
    components.flatMap((c) =>
      c.cells.filter((cell) => cell.stage === stage.name).map((cell) => [c.name, cell.running?.commit ?? null]),
    ),
  );
  const last = latest(whole, (v) => v.outcome !== 'void');
  if (!last) return { ...nothing, state: 'never', text: 'never verified together' };
  const verified = setName(last.at, whole);
  const moved = [...runs]
    .filter(([component, commit]) => (last.set[component] ?? null) !== commit)
    .map(([component]) => component);
  if (moved.length > 0) return { name: verified, at: last.at, state: 'moved', text: `${moved.join(', ')} moved since` };
  const cut = cutThatRuns(cutsOf([...recordsBefore(session, stage), record]), runs);
  const name = cut ? `release ${cut.name}` : verified;
  const bad = last.results.filter((r) => !r.passed);
  if (last.outcome === 'failed')
    return {
      name,
      at: last.at,
      state: 'failed',
      text: `${bad.map((r) => r.name).join(', ') || 'verification'} failed`,
    };
  return { name, at: last.at, state: 'verified', text: last.results.map((r) => r.name).join(', ') };
};

/** The system's funnel: the sum of the components', and from the first `together` stage on the set that flows as one. */
export const systemView = (session: Session, components: readonly ComponentView[]): readonly SystemStep[] => {
  const steps = stepNames(session.workspace.stages);
  const sums = sumSteps(
    steps,
    components.map((c) => c.funnel),
  );
  return steps.map((step, i) => {
    const stage = session.workspace.stages.find((s) => s.name === step);
    return { step, changes: sums[i] ?? null, set: stage?.together ? setState(session, stage, components) : null };
  });
};
