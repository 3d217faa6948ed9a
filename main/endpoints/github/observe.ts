import type { GithubEndpoint } from '../../../contract/endpoint-kinds/github';
import type { Observation } from '../../release/ports';
import { deploymentsOf, orderOf, statusesOf, type Deployment, type Github } from './github-api';

const most = 30;

/**
 * A job of a workflow with `environment:` makes GitHub record the newest commit of the ref it runs on, whatever it deploys. Such a
 * record counts only where the ref is the candidate; else those that the workflow made itself for an order.
 */
const counts = (workflow: GithubEndpoint['workflow']): ((deployment: Deployment) => boolean) =>
  workflow === undefined || workflow.ref.includes('${candidate.') ? () => true : (each) => orderOf(each) !== null;

/**
 * What GitHub has recorded: the newest deployment of the environment whose last status is success. One that succeeded and is called
 * failed since went out, and made what was there before it inactive: then nobody knows.
 */
export const observeRecord = async (
  github: Github,
  workflow: GithubEndpoint['workflow'],
  signal: AbortSignal,
): Promise<Observation['outcome']> => {
  const listed = await deploymentsOf(github, most, '', signal);
  if (!listed.ok) return { kind: 'unreadable', failure: listed.failure };
  const counted = listed.value.filter(counts(workflow));
  const where = `${github.api}${github.repository} ${github.environment}`;
  for (const { id, sha } of counted) {
    const told = await statusesOf(github, id, signal);
    if (!told.ok) return { kind: 'unreadable', failure: told.failure };
    if (told.value[0]?.state === 'success') {
      return { kind: 'running', named: sha, health: 'unknown', healthText: null };
    }
    const [last] = told.value;
    if (last && last.state !== 'inactive' && told.value.some(({ state }) => state === 'success')) {
      const said = `${last.state} after success, of ${sha}`;
      const expected = 'a deployment whose success still stands';
      return { kind: 'unreadable', failure: { kind: 'endpoint-nonsense', where, expected, said } };
    }
  }
  if (listed.value.length === 0 || (listed.value.length < most && counted.length > 0)) return { kind: 'nothing' };
  const expected =
    counted.length === 0
      ? 'a deployment that the workflow has recorded for an order (payload: { humdrum }), or observe'
      : `a deployment that succeeded, among the newest ${most}`;
  const said = `${listed.value.length} deployments, none of them such`;
  return { kind: 'unreadable', failure: { kind: 'endpoint-nonsense', where, expected, said } };
};
