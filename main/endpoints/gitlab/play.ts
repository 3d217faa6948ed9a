import type { Failure } from '../../../contract/failure';
import type { Told } from '../../http/forge';
import type { Order } from '../../release/ports';
import type { Progress, Receipt } from '../../release/receipt';
import { follow } from '../follow';
import { jobOf, jobShape, type Gitlab, type Job } from './gitlab-api';
import { cancelJob, endingOf, goingText, looksAtJob } from './job';

const playable = new Set(['manual', 'scheduled']);
const retryable = new Set(['success', 'failed', 'canceled']);

const verbFor = ({ status }: Job): 'play' | 'retry' | null =>
  playable.has(status) ? 'play' : retryable.has(status) ? 'retry' : null;

const missing = (gitlab: Gitlab, order: Order): Failure => ({
  kind: 'endpoint-refused',
  where: `${gitlab.api}${gitlab.project}`,
  status: 'no job',
  said: `no pipeline of ${order.candidate.commit} has a job ${gitlab.job}`,
});

/**
 * Plays or retries a job; the id of the one that runs then. GitLab has been seen to answer 400 “Unplayable Job” for a job that it
 * then ran: what was refused and goes on all the same is ours to follow.
 */
const begin = async (gitlab: Gitlab, job: Job, verb: 'play' | 'retry', signal: AbortSignal): Promise<Told<number>> => {
  const begun = await gitlab.post(`${gitlab.project}/jobs/${job.id}/${verb}`, undefined, jobShape, signal);
  if (begun.ok) return { ok: true, value: begun.value.id };
  if (begun.sent) return begun;
  const now = await gitlab.get(`${gitlab.project}/jobs/${job.id}`, jobShape, signal);
  const goesOn = now.ok && now.value.status !== job.status && endingOf(now.value) === null;
  return goesOn ? { ok: true, value: job.id } : begun;
};

/** Plays the job that deploys a candidate, or retries it where it was played before, and follows it. */
export async function* deployByJob(
  gitlab: Gitlab,
  order: Order,
  times: { readonly everyMs: number; readonly withinMs: number },
  signal: AbortSignal,
): AsyncGenerator<Progress, void, undefined> {
  const receive = (receipt: Receipt): Progress => ({ type: 'receipt', receipt });
  const found = await jobOf(gitlab, order.candidate.commit, signal);
  if (!found.ok) return yield receive({ kind: 'refused', failure: found.failure });
  const job = found.value;
  if (job === null) return yield receive({ kind: 'refused', failure: missing(gitlab, order) });
  const verb = verbFor(job);
  if (verb === null) {
    const said = `${job.name} can be neither played nor retried · ${job.web_url}`;
    const failure: Failure = { kind: 'endpoint-refused', where: `job ${job.id}`, status: job.status, said };
    return yield receive({ kind: 'refused', failure });
  }
  yield { type: 'step', text: `${verb === 'play' ? 'Playing' : 'Retrying'} ${job.name} · ${job.web_url}` };
  const begun = await begin(gitlab, job, verb, signal);
  if (!begun.ok) return yield receive({ kind: begun.sent ? 'unclear' : 'refused', failure: begun.failure });
  const id = begun.value;
  const stop = (signal: AbortSignal): Promise<string> => cancelJob(gitlab, id, signal);
  yield* follow({ where: `job ${id}`, look: looksAtJob(gitlab, id), stop, ...times }, signal);
}

/**
 * GitLab keeps no place for the id of an order: a job that waits to be played was not; of one that was played or retried, only what
 * is under way or ended well counts as ours. One that failed may have been played by somebody else, before; and so may one that has
 * ended in any but the newest pipeline. Which was the newest when the order was sent nobody knows.
 */
export const findJob = async (gitlab: Gitlab, order: Order, signal: AbortSignal): Promise<Receipt | 'unheard of'> => {
  const { commit } = order.candidate;
  const newest = await jobOf(gitlab, commit, signal);
  const isNew = newest.ok && newest.value?.status !== 'manual';
  const found = isNew ? newest : await jobOf(gitlab, commit, signal, ({ status }) => status !== 'manual');
  if (!found.ok) return { kind: 'unclear', failure: found.failure };
  const job = found.value;
  if (job === null) return 'unheard of';
  const ending = endingOf(job);
  const by = job.user ? `, played by ${job.user.name}` : '';
  if (ending === null) return { kind: 'accepted', text: `${goingText(job)}${by}` };
  if (ending.kind !== 'accepted') return { ...ending, kind: 'unclear' };
  if (isNew) return { ...ending, text: `${ending.text}${by}` };
  const expected = 'the newest pipeline’s job to have been played';
  const failure: Failure = { kind: 'endpoint-nonsense', where: `job ${job.id}`, expected, said: `${job.status}${by}` };
  return { kind: 'unclear', failure };
};
