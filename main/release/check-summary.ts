import type { Commit, Iso } from '../../contract/commit';
import type { Check } from './ports';

/** What all checks of one candidate come to. */
export interface CheckSummary {
  readonly result: 'passed' | 'failed' | 'pending';
  readonly at: Iso | null;
  readonly checks: readonly {
    readonly name: string;
    readonly result: 'passed' | 'failed' | 'running';
    readonly url: string | null;
  }[];
}

const timeOf = (check: Check): number => (check.at === null ? 0 : Date.parse(check.at));

/** Of a check that ran more than once on a commit the newest run counts; of those without a time, the last one listed. */
const newest = (checks: readonly Check[]): readonly Check[] => {
  const byName = new Map<string, Check>();
  for (const check of checks) {
    const other = byName.get(check.name);
    if (other === undefined || timeOf(check) >= timeOf(other)) byName.set(check.name, check);
  }
  return [...byName.values()];
};

/** A required check that is not there yet is pending; where some are required, the others are shown and decide nothing. */
const summarise = (all: readonly Check[], required: readonly string[]): CheckSummary => {
  const checks = newest(all);
  const counted = required.length === 0 ? checks : checks.filter((check) => required.includes(check.name));
  const has = (result: Check['result']): boolean => counted.some((check) => check.result === result);
  const isMissing = required.some((name) => !counted.some((check) => check.name === name));
  const last = Math.max(0, ...checks.map(timeOf));
  return {
    result: has('failed') ? 'failed' : has('running') || isMissing ? 'pending' : 'passed',
    at: last === 0 ? null : new Date(last).toISOString(),
    checks: checks.map(({ name, result, url }) => ({ name, result, url })),
  };
};

/** Results by candidate. @param required names that have to have passed; none: all that there are */
export const summaries = (checks: readonly Check[], required: readonly string[]): ReadonlyMap<Commit, CheckSummary> => {
  const byCommit = new Map<Commit, Check[]>();
  for (const check of checks) byCommit.set(check.commit, [...(byCommit.get(check.commit) ?? []), check]);
  return new Map([...byCommit].map(([commit, list]) => [commit, summarise(list, required)]));
};
