import { z } from 'zod';
import type { GithubEndpoint } from '../../../contract/endpoint-kinds/github';
import { fill } from '../../../contract/placeholders';
import { createForge, type Connection, type Forge } from '../../http/forge';
import { configFor } from '../config-of';

/** GitHub's interface, and what of it belongs to one environment. */
export interface Github extends Forge {
  /** `/repos/owner/name`. */
  readonly repository: string;
  readonly environment: string;
}

export const configOf = configFor('github');

/** The version of the API is pinned, so that GitHub may move on. */
export const githubHeaders = (token: string | undefined): Record<string, string> => ({
  accept: 'application/vnd.github+json',
  'x-github-api-version': '2022-11-28',
  ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
});

export const githubOf = (config: GithubEndpoint, connection: Omit<Connection, 'api' | 'headers'>): Github => ({
  ...createForge({ api: config.api, headers: githubHeaders(config.token), ...connection }),
  repository: `/repos/${fill(config.repository, connection.values)}`,
  environment: fill(config.environment, connection.values),
});

export const deploymentShape = z.object({
  id: z.number().int(),
  sha: z.string(),
  created_at: z.string(),
  /** A text, where whoever created it sent one. */
  payload: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
});
export type Deployment = z.infer<typeof deploymentShape>;

export const statusShape = z.object({
  id: z.number().int(),
  state: z.string(),
  description: z.string().nullish(),
  log_url: z.string().nullish(),
  environment_url: z.string().nullish(),
});
export type DeploymentStatus = z.infer<typeof statusShape>;

/** The order that a deployment was made for; null where it was made by somebody else. */
export const orderOf = ({ payload }: Deployment): string | null => {
  const given = typeof payload === 'string' ? z.json().safeParse(parsed(payload)).data : payload;
  const found: unknown = typeof given === 'object' && given !== null ? Reflect.get(given, 'humdrum') : null;
  return typeof found === 'string' ? found : null;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** What was said of a deployment, the newest first. */
export const statusesOf = async (github: Github, id: number, signal: AbortSignal) => {
  const path = `${github.repository}/deployments/${id}/statuses?per_page=30`;
  const told = await github.get(path, z.array(statusShape), signal);
  return told.ok ? { ...told, value: [...told.value].sort((a, b) => b.id - a.id) } : told;
};

/** Deployments of the environment, the newest first. @param more further parameters: `&sha=…` */
export const deploymentsOf = (github: Github, most: number, more: string, signal: AbortSignal) =>
  github.get(
    `${github.repository}/deployments?environment=${encodeURIComponent(github.environment)}&per_page=${most}${more}`,
    z.array(deploymentShape),
    signal,
  );
