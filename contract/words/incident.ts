import type { Fix } from '../entry';
import type { Incident } from '../incident';
import { datedMomentOf } from '../moment';

export const fixWords: Readonly<Record<Fix['kind'], string>> = {
  commit: 'A commit',
  check: 'A check that would have caught it',
  link: 'A link to where it is told',
};

/** The permanent fix in a few words: `fixed for good by commit 1a2b3c4`. */
export const fixText = ({ kind, text }: Fix): string => `fixed for good by ${kind} ${text}`;

/** Letters. */
export const longestTitle = 200;

/** What an incident of a deployment is called where nobody has said it better: after the first test that failed. */
export const incidentTitle = (component: string, stage: string, failing: readonly string[]): string => {
  const [test] = failing;
  return (test === undefined ? `${component} in ${stage}` : `${test} failed`).slice(0, longestTitle);
};

/** Why it can't be closed yet. */
export const noFixYet = 'Name the fix first: an incident stays open until its permanent fix is named.';

/** To somebody who closes what is closed: by whom it was, and that nothing of theirs is on record. */
export const closedBeforeText = ({ by, at, fix }: NonNullable<Incident['closed']>): string =>
  `It was closed before: ${fixText(fix)}, by ${by.name} on ${datedMomentOf(at)}. Nothing of yours was put on record.`;
