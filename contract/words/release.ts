import { explainText } from '../explain';
import type { Failure } from '../failure';
import type { ReleaseEvent, ReleaseState, StepState } from '../release';

export const stateWords: Readonly<Record<ReleaseState, string>> = {
  waiting: 'Waiting',
  'on-its-way': 'On its way',
  deployed: 'Deployed',
  'partly-deployed': 'Partly deployed',
  'moved-since': 'Moved since',
  'put-back': 'Put back',
};

export const stepWords: Readonly<Record<StepState, string>> = {
  waiting: 'waits',
  'on-its-way': 'is on its way',
  there: 'is there',
  failed: 'did not go',
  faulty: 'is there and faulty',
  unknown: 'has an unknown verdict',
  'moved-since': 'moved alone since',
  'put-back': 'was put back',
  gone: 'is no longer in the workspace',
};

interface Step {
  readonly component: string;
  readonly state: StepState;
}

/** Where the components stand that are not simply there: `web did not go, basket waits`. */
export const openText = (steps: readonly Step[]): string =>
  steps
    .filter(({ state }) => state !== 'there')
    .map(({ component, state }) => `${component} ${stepWords[state]}`)
    .join(', ');

const next: Readonly<Record<ReleaseState, string>> = {
  waiting: 'Promote it when nothing stands in its way.',
  'on-its-way': 'Wait for it.',
  deployed: 'Nothing to do.',
  'partly-deployed': 'Mend what failed and retry, or put back what moved.',
  'moved-since': 'Nothing to do, unless what moved alone should not have.',
  'put-back': 'Mend it, and cut the next one.',
};

/** To somebody who cuts what was cut before: the same set is the same release, by its first name. */
export const cutBeforeText = (stage: string, name: string): string =>
  `What ${stage} runs was cut before: it is release ${name}.`;

/** How a walk over a release ended. */
export const releaseEnding = (
  at: string,
  release: { readonly name: string },
  stage: string,
  state: ReleaseState,
  steps: readonly Step[],
  { complete, stays = [] }: { readonly complete: boolean; readonly stays?: readonly string[] },
): Extract<ReleaseEvent, { type: 'ended' }> => {
  const open = openText(steps);
  return {
    type: 'ended',
    at,
    state,
    complete,
    text: `${stateWords[state]}: release ${release.name} in ${stage}${open === '' ? '' : ` (${open})`}.`,
    next:
      stays.length === 0
        ? next[state]
        : `Nothing ran before ${stays.join(', ')}: that stays until something else is promoted.`,
  };
};

export const releaseRefused = (at: string, failure: Failure): Extract<ReleaseEvent, { type: 'ended' }> => ({
  type: 'ended',
  at,
  state: null,
  complete: false,
  text: explainText(failure),
  next: '',
});
