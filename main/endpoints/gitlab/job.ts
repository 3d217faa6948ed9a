import { z } from 'zod';
import type { Receipt } from '../../release/receipt';
import type { Look } from '../follow';
import { jobShape, type Gitlab, type Job } from './gitlab-api';

const refused = new Set(['failed', 'canceled', 'skipped']);

/** How a job has ended; null: it has not. */
export const endingOf = ({ id, name, status, web_url, failure_reason }: Job): Receipt | null => {
  if (status === 'success') return { kind: 'accepted', text: `GitLab says success ${web_url}` };
  if (!refused.has(status)) return null;
  const said = `${failure_reason ?? `the job ${name} ended so`} · ${web_url}`;
  return { kind: 'refused', failure: { kind: 'endpoint-refused', where: `job ${id}`, status, said } };
};

export const goingText = ({ name, status, web_url }: Job): string =>
  status === 'waiting_for_resource'
    ? `${name} waits until nobody else deploys there · ${web_url}`
    : status === 'manual'
      ? `${name} has not begun yet · ${web_url}`
      : `${name}: GitLab says ${status} · ${web_url}`;

/** One look after another at a job: what is new in its log, and how it ended. */
export const looksAtJob = (gitlab: Gitlab, id: number): ((signal: AbortSignal) => Promise<Look>) => {
  let shown = 0;
  let readable = true;
  const news = async (signal: AbortSignal): Promise<string> => {
    // GitLab gives the log as a whole only; one that has grown too long is left to be read there.
    const trace = readable ? await gitlab.text(`${gitlab.project}/jobs/${id}/trace`, signal) : null;
    if (trace?.ok === false && trace.failure.kind === 'endpoint-nonsense') {
      readable = false;
      return 'The log is too long to be followed here.\n';
    }
    const text = trace?.ok === true ? trace.value.slice(shown) : '';
    shown += text.length;
    return text;
  };
  return async (signal) => {
    const told = await gitlab.get(`${gitlab.project}/jobs/${id}`, jobShape, signal);
    if (!told.ok) return { kind: 'unreadable', failure: told.failure };
    const log = await news(signal);
    const receipt = endingOf(told.value);
    return receipt ? { kind: 'ended', receipt, log } : { kind: 'going', text: goingText(told.value), log };
  };
};

/** Tells GitLab to stop a job; answers with what came of that. */
export const cancelJob = async (gitlab: Gitlab, id: number, signal: AbortSignal): Promise<string> => {
  const answer = await gitlab.post(`${gitlab.project}/jobs/${id}/cancel`, undefined, z.unknown(), signal);
  if (answer.ok) return `It takes too long: GitLab was told to cancel job ${id}`;
  const { failure } = answer;
  const said = failure.kind === 'endpoint-refused' ? `${failure.status} ${failure.said}` : failure.kind;
  return `It takes too long, and GitLab could not be told to cancel job ${id}: ${said}`;
};
