import { z } from 'zod';
import type { GitlabEndpoint } from '../../../contract/endpoint-kinds/gitlab';
import { fill } from '../../../contract/placeholders';
import { createForge, type Connection, type Forge, type Told } from '../../http/forge';
import { configFor } from '../config-of';

/** GitLab's interface, and what of it belongs to one environment and its job. */
export interface Gitlab extends Forge {
  /** `/projects/…`, the groups escaped. */
  readonly project: string;
  readonly environment: string;
  readonly job: string;
}

export const configOf = configFor('gitlab');

export const gitlabOf = (config: GitlabEndpoint, connection: Omit<Connection, 'api' | 'headers'>): Gitlab => ({
  ...createForge({ api: config.api, headers: { 'private-token': config.token }, ...connection }),
  project: `/projects/${encodeURIComponent(fill(config.project, connection.values))}`,
  environment: fill(config.environment, connection.values),
  job: fill(config.job, connection.values),
});

export const jobShape = z.object({
  id: z.number().int(),
  name: z.string(),
  status: z.string(),
  web_url: z.string(),
  failure_reason: z.string().nullish(),
  user: z.object({ name: z.string() }).nullish(),
});
export type Job = z.infer<typeof jobShape>;

const pipelines = z.array(z.object({ id: z.number().int() }));
const most = 5;
const pages = 3;

const jobIn = async (gitlab: Gitlab, pipeline: number, signal: AbortSignal): Promise<Told<Job | null>> => {
  for (let page = 1; page <= pages; page += 1) {
    // Of a job that was retried only the newest is listed.
    const path = `${gitlab.project}/pipelines/${pipeline}/jobs?per_page=100&page=${page}`;
    const told = await gitlab.get(path, z.array(jobShape), signal);
    if (!told.ok) return told;
    const found = told.value.find(({ name }) => name === gitlab.job);
    if (found) return { ok: true, value: found };
    if (told.value.length < 100) break;
  }
  return { ok: true, value: null };
};

/**
 * The job that deploys a commit: of its newest pipeline that has one that counts; null where none has. A commit may have several
 * pipelines.
 */
export const jobOf = async (
  gitlab: Gitlab,
  commit: string,
  signal: AbortSignal,
  counts: (job: Job) => boolean = () => true,
): Promise<Told<Job | null>> => {
  const path = `${gitlab.project}/pipelines?sha=${commit}&order_by=id&sort=desc&per_page=${most}`;
  const listed = await gitlab.get(path, pipelines, signal);
  if (!listed.ok) return listed;
  for (const { id } of listed.value) {
    const job = await jobIn(gitlab, id, signal);
    if (!job.ok || (job.value && counts(job.value))) return job;
  }
  return { ok: true, value: null };
};
