import { z } from 'zod';
import { commitSchema, type Commit } from '../../contract/commit';
import { done, type Result } from '../../contract/failure';
import type { Forge } from '../http/forge';
import type { Check } from '../release/ports';
import { everyPage, type Listed } from './every-page';

const commitsShape = z.array(z.object({ sha: commitSchema }));

const runShape = z.object({
  id: z.number(),
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullish(),
  started_at: z.string().nullish(),
  completed_at: z.string().nullish(),
  html_url: z.string().nullish(),
});
type CheckRun = z.infer<typeof runShape>;

// What is read is kept, and read again where nothing has changed: nothing here turns it into another shape.
const runsShape = z.object({ total_count: z.number(), check_runs: z.array(runShape) });

const statusShape = z.object({
  id: z.number(),
  context: z.string(),
  state: z.string(),
  updated_at: z.string().nullish(),
  target_url: z.string().nullish(),
});
type Status = z.infer<typeof statusShape>;

const statusesShape = z.object({ total_count: z.number(), statuses: z.array(statusShape) });

/** Commits of the branch that results are read for, and how many of them in one reading: each takes two requests, more where it has more than a hundred. */
const newest = 50;
const mostAsked = 9;
/** What has ended may be run again, or be followed by more: it is still asked for, but less often than what is under way. */
const restlessMs = 3_600_000;
const againMs = { running: 10_000, ended: 60_000, endedLongAgo: 600_000 };

const iso = (text: string | null | undefined): string | null =>
  Number.isNaN(Date.parse(text ?? '')) ? null : new Date(Date.parse(text ?? '')).toISOString();

const ofRun = (commit: Commit, { name, status, conclusion, started_at, completed_at, html_url }: CheckRun): Check => {
  const good = ['success', 'neutral', 'skipped'].includes(conclusion ?? '');
  const result = status === 'completed' ? (good ? 'passed' : 'failed') : 'running';
  return { commit, name, result, at: iso(completed_at ?? started_at), url: html_url ?? null };
};

const ofStatus = (commit: Commit, { context, state, updated_at, target_url }: Status): Check => {
  const result = state === 'success' ? 'passed' : state === 'pending' ? 'running' : 'failed';
  return { commit, name: context, result, at: iso(updated_at), url: target_url ?? null };
};

/** A commit with checks that were not seen has not passed, whatever those that were seen say. */
const notAllRead = (commit: Commit): Check => ({
  commit,
  name: 'not all of its checks can be read',
  result: 'running',
  at: null,
  url: null,
});

/** What is known of one commit, and from when on it is asked for again. */
interface Known {
  readonly checks: readonly Check[];
  readonly again: number;
}

const knownOf = (commit: Commit, { items: checks, whole }: Listed<Check>, now: number): Known => {
  if (!whole) return { checks: [notAllRead(commit)], again: now + againMs.ended };
  if (checks.length === 0 || checks.some(({ result }) => result === 'running'))
    return { checks, again: now + againMs.running };
  const last = Math.max(...checks.map(({ at }) => (at === null ? now : Date.parse(at))));
  return { checks, again: now + (now - last > restlessMs ? againMs.endedLongAgo : againMs.ended) };
};

export interface GithubChecks {
  /** Check runs and commit statuses of the newest commits of a branch. A reading of few requests: the oldest may come with a later one. */
  read(forge: Forge, branch: string | null, signal: AbortSignal, now: number): Promise<Result<readonly Check[]>>;
}

/** Remembers what has ended, so that a reading takes few requests. @param repository `owner/name` */
export const createGithubChecks = (repository: string): GithubChecks => {
  const known = new Map<Commit, Known>();

  const ask = async (forge: Forge, commit: Commit, signal: AbortSignal): Promise<Result<Listed<Check>>> => {
    const path = `/repos/${repository}/commits/${commit}`;
    const [runs, statuses] = await Promise.all([
      everyPage(
        forge,
        `${path}/check-runs`,
        runsShape,
        (page) => ({ count: page.total_count, items: page.check_runs }),
        signal,
      ),
      everyPage(
        forge,
        `${path}/status`,
        statusesShape,
        (page) => ({ count: page.total_count, items: page.statuses }),
        signal,
      ),
    ]);
    if (!runs.ok) return runs;
    if (!statuses.ok) return statuses;
    return done({
      items: [
        ...runs.value.items.map((run) => ofRun(commit, run)),
        ...statuses.value.items.map((status) => ofStatus(commit, status)),
      ],
      whole: runs.value.whole && statuses.value.whole,
    });
  };

  return {
    read: async (forge, branch, signal, now) => {
      const of = branch === null ? '' : `&sha=${encodeURIComponent(branch)}`;
      const listed = await forge.get(`/repos/${repository}/commits?per_page=${newest}${of}`, commitsShape, signal);
      if (!listed.ok) return listed;
      const commits = listed.value.map(({ sha }) => sha);
      // Nothing is known: since ever.
      const dueSince = (sha: Commit): number => known.get(sha)?.again ?? 0;
      // Those that are waiting for longest come first, or the ones under way would keep them waiting for ever.
      const due = commits.filter((sha) => dueSince(sha) <= now).sort((a, b) => dueSince(a) - dueSince(b));
      for (const commit of due.slice(0, mostAsked)) {
        const checks = await ask(forge, commit, signal);
        if (!checks.ok) return checks;
        known.set(commit, knownOf(commit, checks.value, now));
      }
      for (const sha of known.keys()) if (!commits.includes(sha)) known.delete(sha);
      return done(commits.flatMap((sha) => known.get(sha)?.checks ?? []));
    },
  };
};
