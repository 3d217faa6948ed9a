import { array, constantFrom, integer, nat, record, type Arbitrary } from 'fast-check';
import type { CommitSpec } from './repositories';

/** Where generated histories write: paths that begin alike, have blanks and letters that git quotes, and a file beside folders. */
export const writtenPaths = [
  'services/a/x',
  'services/a/y',
  'services/ab/x',
  'services/b/x',
  'README',
  'services/a b/ö',
];

/** Components of a repository with such a history; null is all of it. */
export const componentPaths = [null, 'services/a', 'services/ab', 'services/a b', 'README', 'services/nothing'];

interface Step {
  readonly parents: number[];
  readonly path: number;
  /** The same content again is a revert, or an empty commit; null deletes it. */
  readonly content: string | null;
  /** Where the file is moved from, as a rename would; null: it is not. */
  readonly from: number | null;
  /** Seconds that its clock is off. */
  readonly late: number;
}

/**
 * What each commit does: up to four parents of everything before it, none at times: merges, octopuses, criss-crosses, branches that
 * were left and came back, several roots.
 */
export const histories: Arbitrary<Step[]> = array(
  record({
    parents: array(nat(1000), { minLength: 0, maxLength: 4 }),
    path: nat(writtenPaths.length - 1),
    content: constantFrom('1', '2', null),
    from: constantFrom(null, null, null, 0, 2, 5),
    late: integer({ min: -500, max: 500 }),
  }),
  { minLength: 2, maxLength: 24 },
);

/** The commits of a history, named `<prefix>0`, `<prefix>1` … */
export const commitsOf = (steps: readonly Step[], prefix = 'c'): readonly CommitSpec[] =>
  steps.map((step, i) => ({
    name: `${prefix}${i}`,
    parents: i === 0 ? [] : [...new Set(step.parents.map((parent) => `${prefix}${parent % i}`))],
    files: {
      ...(step.from === null ? {} : { [writtenPaths[step.from]!]: null }),
      [writtenPaths[step.path]!]: step.content,
    },
    at: 1_700_000_000 + 60 * i + step.late,
  }));
