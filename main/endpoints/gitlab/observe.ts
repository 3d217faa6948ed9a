import { z } from 'zod';
import type { Observation } from '../../release/ports';
import type { Gitlab } from './gitlab-api';

const listed = z.array(z.object({ id: z.number().int(), name: z.string(), state: z.string().nullish() }));
const deployment = z.object({ sha: z.string(), status: z.string() });
const environment = z.object({ last_deployment: deployment.nullish() });

/** What GitLab has recorded: the last deployment to the environment that ended well. */
export const observeEnvironment = async (gitlab: Gitlab, signal: AbortSignal): Promise<Observation['outcome']> => {
  const all = await gitlab.get(
    `${gitlab.project}/environments?name=${encodeURIComponent(gitlab.environment)}`,
    listed,
    signal,
  );
  if (!all.ok) return { kind: 'unreadable', failure: all.failure };
  const found = all.value.find(({ name }) => name === gitlab.environment);
  if (!found || found.state === 'stopped') return { kind: 'nothing' };
  // The list does not say what was deployed.
  const one = await gitlab.get(`${gitlab.project}/environments/${found.id}`, environment, signal);
  if (!one.ok) return { kind: 'unreadable', failure: one.failure };
  const last = one.value.last_deployment ?? null;
  if (last === null) return { kind: 'nothing' };
  if (last.status === 'success') return { kind: 'running', named: last.sha, health: 'unknown', healthText: null };
  const where = `${gitlab.api}${gitlab.project} ${gitlab.environment}`;
  const expected = 'a last deployment that ended in success';
  return { kind: 'unreadable', failure: { kind: 'endpoint-nonsense', where, expected, said: last.status } };
};
