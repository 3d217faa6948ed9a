import { shortCommit } from '../commit';

/** What happened, what is untouched, and what to do next. */
export interface Words {
  readonly title: string;
  readonly what: string;
  readonly untouched: string;
  readonly next: string;
}

/** Words for each kind of a family: a new kind must find its words before it compiles. */
export type Wording<F extends { readonly kind: string }> = {
  readonly [K in F['kind']]: (failure: Extract<F, { readonly kind: K }>) => Words;
};

export const words = (title: string, what: string, untouched: string, next: string): Words => ({
  title,
  what,
  untouched,
  next,
});
export const nothingDeployed = 'Nothing was deployed.';
export const restWorks = 'Everything else on the board goes on working.';
export const shortName = (commit: string | null): string => (commit === null ? 'nothing' : shortCommit(commit));
