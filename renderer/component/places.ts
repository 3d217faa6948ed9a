import type { ComponentHistory } from '../../contract/api';
import { nameOf } from '../../contract/commit';
import type { FunnelStep, Stopped } from '../../contract/funnel';

export type HistoryCandidate = ComponentHistory['candidates'][number];

/** `head`: what the step's number counts up to (what an environment runs). `resting`: got this far, no further. */
export type PlaceKind = 'head' | 'resting' | 'stopped';

/** A candidate as a mark in the picture. */
export interface Place {
  readonly key: string;
  readonly kind: PlaceKind;
  readonly commit: string;
  readonly name: string;
  readonly candidate: HistoryCandidate | null;
  readonly stopped: Stopped | null;
}

export interface StepPlaces {
  readonly step: string;
  readonly places: readonly Place[];
  /** Marks that there is no room for. */
  readonly more: number;
}

const mostResting = 8;
const mostStopped = 6;

export const stoppedWords: Record<Stopped['why'], string> = {
  'checks-failed': 'checks failed',
  'verification-failed': 'verification failed',
  'rolled-back': 'rolled back',
  rejected: 'rejected',
};

/** Candidates are first-parent commits, newest first: a step that reached one has all that come after it in the list. */
const furthestStep = (index: number, steps: readonly FunnelStep[], at: ReadonlyMap<string, number>): number =>
  steps.reduce((furthest, step, i) => {
    const reached = step.commit === null ? undefined : at.get(step.commit);
    return reached !== undefined && reached <= index ? i : furthest;
  }, -1);

/** Which marks stand at which step. A candidate that was stopped stands where it was stopped, and nowhere else. */
export const placesOf = (
  steps: readonly FunnelStep[],
  candidates: readonly HistoryCandidate[],
): readonly StepPlaces[] => {
  const at = new Map(candidates.map((candidate, index) => [candidate.commit as string, index]));
  const stoppedCommits = new Set<string>(steps.flatMap((step) => step.stopped.map((stop) => stop.commit)));
  const heads = new Set<string>(steps.flatMap((step) => (step.commit === null ? [] : [step.commit])));
  return steps.map((step, i) => {
    const head: Place[] =
      step.commit === null
        ? []
        : [place('head', step.step, step.commit, candidates[at.get(step.commit) ?? -1] ?? null, null)];
    const resting = candidates.flatMap((candidate, index) =>
      heads.has(candidate.commit) || stoppedCommits.has(candidate.commit) || furthestStep(index, steps, at) !== i
        ? []
        : [place('resting', step.step, candidate.commit, candidate, null)],
    );
    const stopped = step.stopped.map((stop) =>
      place('stopped', step.step, stop.commit, candidates[at.get(stop.commit) ?? -1] ?? null, stop),
    );
    return {
      step: step.step,
      places: [...head, ...resting.slice(0, mostResting), ...stopped.slice(0, mostStopped)],
      more: Math.max(0, resting.length - mostResting),
    };
  });
};

const place = (
  kind: PlaceKind,
  step: string,
  commit: string,
  candidate: HistoryCandidate | null,
  stopped: Stopped | null,
): Place => ({
  key: `${step} ${kind} ${commit}`,
  kind,
  commit,
  name: nameOf(candidate ?? stopped ?? { commit, version: null }),
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
