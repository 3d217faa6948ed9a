import type { ComponentComparison } from '../../contract/diff';
import { counted, grouped } from '../../contract/words/counted';

/** What the summary line says, added up over the components that could be compared. */
export interface Totals {
  readonly changes: number;
  /** Commits that only `from` has: a promotion would lose them. */
  readonly lost: number;
  /** Of the changes, those that joined after a release on its way was cut. */
  readonly late: number;
  readonly people: number;
  readonly files: number;
  readonly insertions: number;
  readonly deletions: number;
  readonly binaries: number;
  readonly migrations: number;
  readonly config: number;
  readonly sameConfig: number;
  /** Components that could not be compared: the sums are without them. */
  readonly unread: number;
}

const sum = (parts: readonly ComponentComparison[], of: (part: ComponentComparison) => number): number =>
  parts.reduce((total, part) => total + of(part), 0);

export const totalsOf = (components: readonly ComponentComparison[]): Totals => {
  const read = components.filter((part) => part.problem === null);
  const files = read.flatMap((part) => part.files);
  return {
    changes: sum(read, (part) => part.ahead ?? part.changes.length),
    lost: sum(read, (part) => part.behind ?? part.lost.length),
    late: sum(read, (part) => part.late?.commits.length ?? 0),
    people: new Set(read.flatMap((part) => part.changes.map((change) => change.author.email.toLowerCase()))).size,
    files: files.length,
    insertions: files.reduce((total, file) => total + (file.insertions ?? 0), 0),
    deletions: files.reduce((total, file) => total + (file.deletions ?? 0), 0),
    binaries: files.filter((file) => file.insertions === null && file.status !== 'submodule').length,
    migrations: sum(read, (part) => part.migrations.length),
    config: sum(read, (part) => part.config.length),
    sameConfig: sum(read, (part) => part.sameConfigKeys),
    unread: components.length - read.length,
  };
};

/** True where the two sides run the same and say the same. */
export const isSame = (part: ComponentComparison): boolean =>
  part.problem === null &&
  part.changes.length === 0 &&
  part.lost.length === 0 &&
  part.files.length === 0 &&
  part.config.length === 0;

/** The parts of the summary line, in its order; what is absent is said, so that nobody has to look for it. */
export const summaryParts = (t: Totals): readonly string[] => [
  counted(t.changes, 'change'),
  counted(t.people, 'person', 'people'),
  counted(t.files, 'file'),
  `+${grouped(t.insertions)} −${grouped(t.deletions)} lines`,
  t.migrations === 0 ? 'no migrations' : counted(t.migrations, 'migration'),
  ...(t.late === 0 ? [] : [counted(t.late, 'late addition')]),
  t.config === 0 ? 'config: same' : counted(t.config, 'config key'),
];
