import { z } from 'zod';
import { commitSchema, type Commit } from '../../contract/commit';
import { milliseconds } from '../../contract/endpoint';
import { done, failed, type Result } from '../../contract/failure';
import { fill } from '../../contract/placeholders';
import { runCommand } from '../processes/run-command';
import type { Checks, CheckSummary } from '../release/ports';

export interface CheckOptions {
  /** The workspace file's folder: where commands run. */
  readonly folder: string;
}

const limitBytes = 16 * 1024 * 1024;

const checkSchema = z.object({
  commit: commitSchema,
  name: z.string().min(1).max(200),
  result: z.enum(['passed', 'failed', 'running']),
  at: z.iso.datetime({ offset: true }).nullish(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullish(),
});
type Check = z.infer<typeof checkSchema>;

const timeOf = (check: Check): number => (typeof check.at === 'string' ? Date.parse(check.at) : 0);

/** Of a check that ran more than once on a commit the newest run counts; of those without a time, the last one listed. */
const newest = (checks: readonly Check[]): readonly Check[] => {
  const byName = new Map<string, Check>();
  for (const check of checks) {
    const other = byName.get(check.name);
    if (other === undefined || timeOf(check) >= timeOf(other)) byName.set(check.name, check);
  }
  return [...byName.values()];
};

const summarise = (all: readonly Check[]): CheckSummary => {
  const checks = newest(all);
  const has = (result: Check['result']): boolean => checks.some((check) => check.result === result);
  const last = Math.max(...checks.map(timeOf));
  return {
    result: has('failed') ? 'failed' : has('running') ? 'pending' : 'passed',
    at: last === 0 ? null : new Date(last).toISOString(),
    checks: checks.map(({ name, result, url }) => ({ name, result, url: url ?? null })),
  };
};

const parse = (text: string): readonly Check[] | string => {
  try {
    const json: unknown = JSON.parse(text);
    const read = z.array(checkSchema).safeParse(json);
    return read.success ? read.data : z.prettifyError(read.error).slice(0, 500);
  } catch {
    return text.trim() === '' ? 'it printed nothing' : text.trim().slice(0, 300);
  }
};

/** Check results as a command of the workspace prints them: `[{ commit, name, result, at?, url? }]`. */
export const createChecks = ({ folder }: CheckOptions): Checks => ({
  results: async (component, signal): Promise<Result<ReadonlyMap<Commit, CheckSummary>>> => {
    if (component.checks === null) return done(new Map());
    const run = component.checks.run.map((text) => fill(text, { component: component.name }));
    const withinMs = milliseconds(component.checks.within);
    const pieces: string[] = [];
    let cut = false;
    for await (const event of runCommand({ run, cwd: folder, withinMs, limitBytes }, signal)) {
      if (event.type === 'ended' && !event.result.ok) return event.result;
      if (event.type !== 'output') continue;
      if (event.from === 'stdout') pieces.push(event.text);
      cut ||= event.from === 'notice';
    }
    const checks = cut ? `more than ${limitBytes} bytes` : parse(pieces.join(''));
    if (typeof checks === 'string') {
      const expected = 'a JSON array of { commit, name, result: passed|failed|running, at?, url? }';
      return failed({ kind: 'endpoint-nonsense', where: run.join(' ').slice(0, 300), expected, said: checks });
    }
    const byCommit = new Map<Commit, Check[]>();
    for (const check of checks) byCommit.set(check.commit, [...(byCommit.get(check.commit) ?? []), check]);
    return done(new Map([...byCommit].map(([commit, list]) => [commit, summarise(list)])));
  },
});
