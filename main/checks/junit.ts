import { parser as createParser, type QualifiedTag, type Tag as PlainTag } from 'sax';

type Tag = PlainTag | QualifiedTag;

/** What a JUnit XML report says of its test cases. */
export interface JunitReport {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Names of the first few that failed. */
  readonly failures: readonly string[];
}

const mostNamed = 5;
/** Deeper than any report that a tool writes. */
const deepest = 100;

interface Case {
  readonly name: string;
  state: 'passed' | 'failed' | 'skipped';
}

const nameOf = (attributes: Readonly<Record<string, unknown>>): string =>
  ['classname', 'name']
    .flatMap((key) => (typeof attributes[key] === 'string' && attributes[key] !== '' ? attributes[key] : []))
    .join(' ');

const numberAt = (attributes: Readonly<Record<string, unknown>>, key: string): number => {
  const value = Number(attributes[key]);
  return Number.isSafeInteger(value) && value > 0 ? value : 0;
};

/**
 * Reads a report: `<testcase>` with `<failure>`, `<error>` or `<skipped>` in it, in whatever suites. Entities beyond XML's own five are
 * not expanded; no document type is followed. Where a suite says that more failed than its cases show, that many did.
 * @returns the report, or what is wrong with the text
 */
export const readJunit = (xml: string): JunitReport | string => {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const failures: string[] = [];
  let open: Case | null = null;
  let root: string | null = null;
  let depth = 0;
  /** What a suite says of itself, with the suites within it: where its own setting up failed, no case shows it. */
  let claimed = 0;
  const opened = ({ name, attributes }: Tag): void => {
    root ??= name;
    depth += 1;
    if (depth > deepest) throw new Error(`elements nested deeper than ${deepest}`);
    if (name === 'testsuite' || name === 'testsuites')
      claimed = Math.max(claimed, numberAt(attributes, 'failures') + numberAt(attributes, 'errors'));
    if (name === 'testcase') open = { name: nameOf(attributes), state: 'passed' };
    else if (name === 'failure' || name === 'error') {
      if (open) open.state = 'failed';
      else counts.failed += 1;
    } else if (open && name === 'skipped' && open.state === 'passed') open.state = 'skipped';
  };
  const closed = (name: string): void => {
    depth -= 1;
    if (name !== 'testcase' || !open) return;
    counts[open.state] += 1;
    if (open.state === 'failed' && failures.length < mostNamed) failures.push(open.name.slice(0, 200));
    open = null;
  };
  // sax throws what it met only when it goes on, and so not what it finds at the very end.
  const fail = (error: Error): never => {
    throw error;
  };
  const parser = Object.assign(createParser(true, {}), { onopentag: opened, onclosetag: closed, onerror: fail });
  try {
    parser.write(xml).close();
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).split('\n').slice(0, 2).join(', ');
  }
  if (root !== 'testsuites' && root !== 'testsuite') return `its first element is ${root ?? 'missing'}, not testsuites`;
  return { ...counts, failed: Math.max(counts.failed, claimed), failures };
};

/** Several reports as one. */
export const addReports = (reports: readonly JunitReport[]): JunitReport => ({
  passed: reports.reduce((sum, { passed }) => sum + passed, 0),
  failed: reports.reduce((sum, { failed }) => sum + failed, 0),
  skipped: reports.reduce((sum, { skipped }) => sum + skipped, 0),
  failures: reports.flatMap(({ failures }) => failures).slice(0, mostNamed),
});
