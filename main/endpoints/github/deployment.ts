import type { Failure } from '../../../contract/failure';
import type { Order } from '../../release/ports';
import type { Progress, Receipt } from '../../release/receipt';
import { follow, type Look } from '../follow';
import { whoMustAgree } from './approvals';
import { deploymentShape, statusesOf, type DeploymentStatus, type Github } from './github-api';

const refusedStates = new Set(['failure', 'error', 'inactive']);

const line = ({ state, description, log_url }: DeploymentStatus): string =>
  [state, description, log_url].filter((part) => (part ?? '') !== '').join(' · ');

/** What the newest status of a deployment says; null: it has not ended. */
const endingOf = (status: DeploymentStatus, where: string): Receipt | null => {
  const { state, environment_url } = status;
  if (state === 'success') return { kind: 'accepted', text: `GitHub says success ${environment_url ?? ''}`.trim() };
  if (!refusedStates.has(state)) return null;
  const said = state === 'inactive' ? `${line(status)}: another deployment has taken its place` : line(status);
  const failure: Failure = { kind: 'endpoint-refused', where, status: state, said };
  return { kind: 'refused', failure };
};

/** One look after another at a deployment that somebody else carries out. */
export const looksAtDeployment = (github: Github, id: number): ((signal: AbortSignal) => Promise<Look>) => {
  const seen = new Set<number>();
  let awaited: Promise<string | null> | null = null;
  return async (signal) => {
    const told = await statusesOf(github, id, signal);
    if (!told.ok) return { kind: 'unreadable', failure: told.failure };
    const fresh = told.value.filter((status) => !seen.has(status.id)).reverse();
    for (const status of fresh) seen.add(status.id);
    const log = fresh.map((status) => `${line(status)}\n`).join('');
    const [newest] = told.value;
    const receipt = newest ? endingOf(newest, `deployment ${id} of ${github.environment}`) : null;
    if (receipt) return { kind: 'ended', receipt, log };
    if (newest?.state === 'in_progress') return { kind: 'going', text: `GitHub says ${line(newest)}`, log };
    awaited ??= whoMustAgree(github, signal);
    const waits = await awaited;
    const said = newest ? `GitHub says ${line(newest)}` : 'GitHub has recorded it; nothing has picked it up yet';
    return { kind: 'going', text: waits === null ? said : `${said}; ${waits}`, log };
  };
};

/** Records a deployment at GitHub, which tells whoever carries it out, and follows what they say of it. */
export async function* deployByRecord(
  github: Github,
  order: Order,
  environment: string,
  times: { readonly everyMs: number; readonly withinMs: number },
  signal: AbortSignal,
): AsyncGenerator<Progress, void, undefined> {
  yield { type: 'step', text: `Recording a deployment to ${github.environment} at ${github.api}` };
  const body = {
    ref: '${candidate.commit}',
    environment,
    // GitHub would else merge the default branch into what is deployed, or insist on checks that Humdrum has judged already.
    auto_merge: false,
    required_contexts: [],
    payload: { humdrum: '${deployment.id}' },
    description: 'Humdrum deploys ${component}',
  };
  const created = await github.post(`${github.repository}/deployments`, body, deploymentShape, signal);
  if (!created.ok) {
    const kind = created.sent ? 'unclear' : 'refused';
    return yield { type: 'receipt', receipt: { kind, failure: created.failure } };
  }
  const { id, sha } = created.value;
  const where = `deployment ${id} of ${github.environment}`;
  if (sha !== order.candidate.commit) {
    const expected = `a deployment of ${order.candidate.commit}`;
    const failure: Failure = { kind: 'endpoint-nonsense', where, expected, said: `a deployment of ${sha}` };
    return yield { type: 'receipt', receipt: { kind: 'unclear', failure } };
  }
  yield* follow({ where, look: looksAtDeployment(github, id), ...times }, signal);
}
