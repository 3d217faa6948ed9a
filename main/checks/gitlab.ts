import { z } from 'zod';
import { commitSchema } from '../../contract/commit';
import { done, type Result } from '../../contract/failure';
import type { Forge } from '../http/forge';
import type { Check } from '../release/ports';

const pipelinesShape = z.array(
  z.object({
    id: z.number().int(),
    sha: commitSchema,
    status: z.string(),
    updated_at: z.string().nullish(),
    web_url: z.string().nullish(),
  }),
);
type Pipeline = z.infer<typeof pipelinesShape>[number];

const projectShape = z.object({ default_branch: z.string().nullish() });

/** The one result that a pipeline is; what it is called where a component requires it. */
const name = 'pipeline';

/** `manual` waits for somebody, with jobs before which it stands: unknown, so it has not passed. A `skipped` one says nothing. */
const ofPipeline = ({ sha, status, updated_at, web_url }: Pipeline): readonly Check[] => {
  if (status === 'skipped') return [];
  const result = status === 'success' ? 'passed' : ['failed', 'canceled'].includes(status) ? 'failed' : 'running';
  const at = Date.parse(updated_at ?? '');
  return [
    { commit: sha, name, result, at: Number.isNaN(at) ? null : new Date(at).toISOString(), url: web_url ?? null },
  ];
};

/** The newest pipeline of each of the newest commits of a branch: the last hundred pipelines, in one request. */
export const readGitlabChecks = async (
  forge: Forge,
  project: string,
  branch: string | null,
  signal: AbortSignal,
): Promise<Result<readonly Check[]>> => {
  const path = `/projects/${encodeURIComponent(project)}`;
  const about = branch === null ? await forge.get(path, projectShape, signal) : null;
  if (about?.ok === false) return about;
  const of = branch ?? about?.value.default_branch ?? null;
  const ref = of === null ? '' : `&ref=${encodeURIComponent(of)}`;
  const listed = await forge.get(`${path}/pipelines?order_by=id&sort=desc&per_page=100${ref}`, pipelinesShape, signal);
  if (!listed.ok) return listed;
  const newest = new Map<string, Pipeline>();
  for (const each of listed.value) if (each.id > (newest.get(each.sha)?.id ?? 0)) newest.set(each.sha, each);
  return done([...newest.values()].flatMap(ofPipeline));
};
