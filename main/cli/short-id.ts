import { done, failed, type Result } from '../../contract/failure';

/** What an id is told apart by, and where it belongs. */
export interface Named {
  readonly id: string;
  readonly component: string;
  readonly environment: string;
}

/** How much of an id is enough to name it: letters. */
const enough = 8;
/** So many are named where somebody has to choose again. */
const mostNamed = 8;

/** An id as it is printed. */
export const shortId = (id: string): string => id.slice(0, enough);

const said = (id: string, { component, environment }: Named): string => `${id} (${component} in ${environment})`;

/** The one that `given` names, in full or by its first eight letters or more; else `no-such` or `ambiguous`, naming what there is. */
export const byId = <T extends Named>(what: string, given: string, all: readonly T[]): Result<T> => {
  const exact = all.filter(({ id }) => id === given);
  const found = exact.length > 0 || given.length < enough ? exact : all.filter(({ id }) => id.startsWith(given));
  const [first, ...others] = found;
  if (first === undefined) {
    const known = all.slice(0, mostNamed).map((one) => said(shortId(one.id), one));
    return failed({ kind: 'no-such', what, name: given, known });
  }
  if (others.length === 0) return done(first);
  return failed({ kind: 'ambiguous', what, name: given, known: found.map((one) => said(one.id, one)) });
};
