import type { Order } from '../../release/ports';
import type { Receipt } from '../../release/receipt';
import { looksAtDeployment } from './deployment';
import { deploymentsOf, orderOf, type Github } from './github-api';
import { endingOf, findRun } from './run';
import { noSuchName, type Workflow } from './workflow';

const most = 100;

/** Deployments carry their order in their payload: one that is not listed was never recorded. */
export const findRecord = async (
  github: Github,
  order: Order,
  signal: AbortSignal,
): Promise<Receipt | 'unheard of'> => {
  const listed = await deploymentsOf(github, most, `&sha=${order.candidate.commit}`, signal);
  if (!listed.ok) return { kind: 'unclear', failure: listed.failure };
  const ours = listed.value.find((deployment) => orderOf(deployment) === order.id);
  if (ours) {
    const look = await looksAtDeployment(github, ours.id)(signal);
    if (look.kind === 'ended') return look.receipt;
    if (look.kind === 'unreadable') return { kind: 'unclear', failure: look.failure };
    return { kind: 'accepted', text: look.text };
  }
  if (listed.value.length < most) return 'unheard of';
  const where = `${github.api}${github.repository} ${github.environment}`;
  const expected = `fewer than ${most} deployments of ${order.candidate.commit}`;
  return { kind: 'unclear', failure: { kind: 'endpoint-nonsense', where, expected, said: 'more' } };
};

/** A run is found by its name alone. One that is not listed may have been named otherwise. */
export const findByRun = async (
  github: Github,
  { file }: Workflow,
  order: Order,
  signal: AbortSignal,
): Promise<Receipt> => {
  const found = await findRun(github, file, order.id, signal);
  if (!found.ok) return { kind: 'unclear', failure: found.failure };
  if (found.value === null) return { kind: 'unclear', failure: noSuchName(file) };
  const text = `GitHub says ${found.value.status ?? 'nothing'} · ${found.value.html_url}`;
  return endingOf(found.value) ?? { kind: 'accepted', text };
};
