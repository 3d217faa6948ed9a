import type { ComponentHistory } from '../../contract/api';
import { nameOf, type Commit } from '../../contract/commit';
import type { FunnelStep, Stopped } from '../../contract/funnel';
import type { ComponentView } from '../../contract/snapshot';

export type HistoryCandidate = ComponentHistory['candidates'][number];

/** `head`: what the step's number counts up to (what an environment runs). `resting`: got this far, no further. */
export type PlaceKind = 'head' | 'resting' | 'stopped';

/** A candidate as a mark in the picture. */
export interface Place {
  readonly key: string;
  readonly kind: PlaceKind;
  readonly step: string;
  readonly commit: Commit;
  readonly name: string;
  readonly candidate: HistoryCandidate | null;
  readonly stopped: Stopped | null;
}

export interface StepPlaces {
  readonly step: string;
  readonly places: readonly Place[];
}

export const stoppedWords: Record<Stopped['why'], string> = {
  'checks-failed': 'checks failed',
  'verification-failed': 'verification failed',
  'rolled-back': 'rolled back',
  rejected: 'rejected',
};

interface Head {
  readonly commit: Commit;
  readonly version: string | null;
}

/** What stands at the front of each step: the tip, the newest checked candidate, what the environment runs. */
const headOf = (view: ComponentView, step: FunnelStep): Head | null => {
  if (step.step === 'mainline') return view.mainline;
  if (step.step === 'checked') return view.checked;
  return view.cells.find((cell) => cell.stage === step.step)?.running ?? null;
};

/** Candidates are first-parent commits, newest first: a step that reached one has all that come after it in the list. */
const furthestStep = (index: number, heads: readonly (Head | null)[], at: ReadonlyMap<Commit, number>): number =>
  heads.reduce((furthest, head, i) => {
    const reached = head === null ? undefined : at.get(head.commit);
    return reached !== undefined && reached <= index ? i : furthest;
  }, -1);

/** Which marks stand at which step. A candidate that was stopped stands where it was stopped, and nowhere else. */
export const placesOf = (view: ComponentView, candidates: readonly HistoryCandidate[]): readonly StepPlaces[] => {
  const at = new Map<Commit, number>(candidates.map((candidate, index) => [candidate.commit, index]));
  const known = (commit: Commit): HistoryCandidate | null => candidates[at.get(commit) ?? -1] ?? null;
  const heads = view.funnel.map((step) => headOf(view, step));
  const elsewhere = new Set<Commit>([
    ...heads.flatMap((head) => (head === null ? [] : [head.commit])),
    ...view.funnel.flatMap((step) => step.stopped.map((stop) => stop.commit)),
  ]);
  const furthest = candidates.map((_, index) => furthestStep(index, heads, at));
  return view.funnel.map((step, i) => {
    const head = heads[i] ?? null;
    const resting = candidates.filter((candidate, index) => furthest[index] === i && !elsewhere.has(candidate.commit));
    const stopped = step.stopped.map((stop) => place('stopped', step.step, stop, known(stop.commit), stop));
    return {
      step: step.step,
      places: [
        ...(head === null ? [] : [place('head', step.step, head, known(head.commit), null)]),
        ...resting.map((each) => place('resting', step.step, each, each, null)),
        ...stopped,
      ],
    };
  });
};

const place = (
  kind: PlaceKind,
  step: string,
  named: Head,
  candidate: HistoryCandidate | null,
  stopped: Stopped | null,
): Place => ({
  key: `${step} ${kind} ${named.commit}`,
  kind,
  step,
  commit: named.commit,
  name: nameOf(named),
  candidate,
  stopped,
});

/** The next mark for an arrow key: left and right between steps, up and down within one. */
export const neighbour = (steps: readonly StepPlaces[], key: string, arrow: string): string | null => {
  const column = steps.findIndex((step) => step.places.some((mark) => mark.key === key));
  const row = steps[column]?.places.findIndex((mark) => mark.key === key) ?? -1;
  if (column < 0) return null;
  if (arrow === 'ArrowUp') return steps[column]?.places[row - 1]?.key ?? null;
  if (arrow === 'ArrowDown') return steps[column]?.places[row + 1]?.key ?? null;
  const way = arrow === 'ArrowLeft' ? -1 : 1;
  for (let i = column + way; i >= 0 && i < steps.length; i += way) {
    const places = steps[i]?.places ?? [];
    const found = places[Math.min(row, places.length - 1)];
    if (found !== undefined) return found.key;
  }
  return null;
};
