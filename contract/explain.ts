import type { Failure } from './failure';
import { actWords } from './words/act';
import { endpointWords } from './words/endpoint';
import { gitWords } from './words/git';
import { recordWords } from './words/record';
import type { Wording, Words } from './words/words';
import { workspaceWords } from './words/workspace';

const wording: Wording<Failure> = { ...workspaceWords, ...gitWords, ...endpointWords, ...recordWords, ...actWords };

/** The words for a failure: what happened, what is untouched, what to do next. */
export const explain = (failure: Failure): Words => {
  // as: Wording<Failure> pairs each kind with the function for just that kind; TypeScript can't follow the pair through the index.
  const say = wording[failure.kind] as (f: Failure) => Words;
  return say(failure);
};

/** One paragraph, for a terminal's stderr. */
export const explainText = (failure: Failure): string => {
  const w = explain(failure);
  return `${w.title}. ${w.what}\n${w.untouched} ${w.next}`;
};
