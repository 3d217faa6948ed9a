import { z } from 'zod';
import type { Receipt } from '../../release/receipt';
import type { Look } from '../follow';
import { whatRunWaitsFor } from './approvals';
import type { Github } from './github-api';

const runShape = z.object({
  id: z.number().int(),
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
  display_title: z.string().nullish(),
  html_url: z.string(),
});
export type Run = z.infer<typeof runShape>;

const jobsShape = z.object({
  jobs: z.array(
    z.object({
      id: z.number().int(),
      name: z.string(),
      status: z.string(),
      conclusion: z.string().nullish(),
      steps: z
        .array(z.object({ name: z.string(), status: z.string(), conclusion: z.string().nullish(), number: z.number() }))
        .optional(),
    }),
  ),
});
type Job = z.infer<typeof jobsShape>['jobs'][number];

const runPath = (github: Github, id: number): string => `${github.repository}/actions/runs/${id}`;

/**
 * The run that was started for an order. GitHub tells nobody what inputs a run was given: only a workflow that puts the order into
 * its name (`run-name: … ${{ inputs.deployment }}`) can be found again.
 */
export const findRun = async (github: Github, file: string, order: string, signal: AbortSignal) => {
  const path = `${github.repository}/actions/workflows/${encodeURIComponent(file)}/runs?event=workflow_dispatch&per_page=30`;
  const told = await github.get(path, z.object({ workflow_runs: z.array(runShape) }), signal);
  if (!told.ok) return told;
  return {
    ...told,
    value: told.value.workflow_runs.find((run) => run.display_title?.includes(order) === true) ?? null,
  };
};

/** How a run has ended; null: it has not. */
export const endingOf = (run: Run, why = ''): Receipt | null => {
  if (run.status !== 'completed') return null;
  const conclusion = run.conclusion ?? 'nothing';
  if (conclusion === 'success') return { kind: 'accepted', text: `GitHub says success ${run.html_url}` };
  const said = `${why === '' ? 'the run ended so' : why} · ${run.html_url}`;
  return { kind: 'refused', failure: { kind: 'endpoint-refused', where: `run ${run.id}`, status: conclusion, said } };
};

const isOver = (part: { readonly status: string }): boolean => part.status === 'completed';
const isBad = (part: { readonly conclusion?: string | null | undefined }): boolean =>
  !['success', 'skipped', 'neutral', null, undefined].includes(part.conclusion);

/** What is going on: the first job that runs, and its step. */
const going = (jobs: readonly Job[], run: Run): string => {
  const job = jobs.find(({ status }) => status === 'in_progress');
  if (!job) return `GitHub says ${run.status ?? 'nothing'} · ${run.html_url}`;
  const step = job.steps?.find(({ status }) => status === 'in_progress');
  return step ? `${job.name}: ${step.name} (${step.number} of ${job.steps?.length ?? 0})` : `${job.name} is running`;
};

const failures = (jobs: readonly Job[]): string =>
  jobs
    .filter(isBad)
    .map((job) => {
      const step = job.steps?.find(isBad);
      return step
        ? `${job.name}: ${step.name} ended in ${step.conclusion ?? ''}`
        : `${job.name} ended in ${job.conclusion ?? ''}`;
    })
    .join(', ');

/** One look after another at a run: its jobs, their steps as they end, who it waits for, and how it ended. */
export const looksAtRun = (github: Github, id: number): ((signal: AbortSignal) => Promise<Look>) => {
  const told = new Set<string>();
  return async (signal) => {
    const run = await github.get(runPath(github, id), runShape, signal);
    if (!run.ok) return { kind: 'unreadable', failure: run.failure };
    const read = await github.get(`${runPath(github, id)}/jobs?per_page=50`, jobsShape, signal);
    const jobs = read.ok ? read.value.jobs : [];
    const lines = jobs.flatMap((job) =>
      (job.steps ?? []).filter(isOver).flatMap((step) => {
        const key = `${job.id} ${step.number}`;
        if (told.has(key)) return [];
        told.add(key);
        return [`${job.name} › ${step.name}: ${step.conclusion ?? 'ended'}\n`];
      }),
    );
    const log = lines.join('');
    const receipt = endingOf(run.value, failures(jobs));
    if (receipt) return { kind: 'ended', receipt, log };
    const waits = run.value.status === 'waiting' ? await whatRunWaitsFor(github, id, signal) : null;
    const text = going(jobs, run.value);
    return { kind: 'going', text: waits === null ? text : `${waits} · ${run.value.html_url}`, log };
  };
};

/** Tells GitHub to stop a run; answers with what came of that. */
export const cancelRun = async (github: Github, id: number, signal: AbortSignal): Promise<string> => {
  const answer = await github.post(`${runPath(github, id)}/cancel`, undefined, z.unknown(), signal);
  if (answer.ok) return `It takes too long: GitHub was told to cancel run ${id}`;
  const { failure } = answer;
  const said = failure.kind === 'endpoint-refused' ? `${failure.status} ${failure.said}` : failure.kind;
  return `It takes too long, and GitHub could not be told to cancel run ${id}: ${said}`;
};
