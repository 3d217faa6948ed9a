import type { Failure } from '../../../contract/failure';
import type { Receipt } from '../../release/receipt';
import type { Look } from '../follow';
import { isComingUp, isReconciled, orderOf, whoBegan, type Application, type OperationState } from './application';

const ended = (receipt: Receipt): Look => ({ kind: 'ended', receipt });
const going = (text: string): Look => ({ kind: 'going', text });

const refused = (where: string, status: string, said: string): Look => {
  const failure: Failure = { kind: 'endpoint-refused', where, status, said };
  return ended({ kind: 'refused', failure });
};

const resourcesOf = ({ syncResult }: OperationState) => syncResult?.resources ?? [];

/** What it did to each of its resources so far. */
const stepOf = (state: OperationState): string => {
  const all = resourcesOf(state);
  const last = all.at(-1);
  const names = last ? `, last ${last.kind} ${last.name}: ${last.message || last.status}` : '';
  return `${state.phase}: ${state.message || 'no word of it yet'} (${all.length} resources${names})`;
};

const failures = (state: OperationState): string =>
  [
    state.message,
    ...resourcesOf(state)
      .filter(({ status, hookPhase }) => status === 'SyncFailed' || hookPhase === 'Failed' || hookPhase === 'Error')
      .slice(0, 3)
      .map(({ kind, name, message }) => `${kind} ${name}: ${message}`),
  ]
    .filter((text) => text !== '')
    .join('; ') || 'it does not say why';

/** What is ill, by the resources that say so. */
export const illness = ({ status }: Application): string => {
  const ill = (status.resources ?? []).filter(({ health }) => health && health.status !== 'Healthy');
  const parts = ill
    .slice(0, 3)
    .map(({ kind, name, health }) => `${kind} ${name}: ${health?.message || health?.status}`);
  return [status.health.message, ...parts].filter((text) => text !== '').join('; ');
};

/** Synced is not yet healthy: what was applied has to come up. */
const afterSync = (where: string, application: Application, revision: string): Look => {
  const { health } = application.status;
  if (!isReconciled(application)) return going(`${where} is synced to ${revision}; its state is not looked at yet`);
  const words = illness(application);
  const said = `${health.status}${words === '' ? '' : `: ${words}`}`;
  if (health.status === 'Degraded') return refused(where, 'Degraded', `synced to ${revision}, then ${said}`);
  if (health.status === 'Healthy' || (health.status === 'Suspended' && !isComingUp(application)))
    return ended({ kind: 'accepted', text: `${where} is synced to ${revision} and ${said}` });
  return going(`${where} is synced to ${revision}, ${said}`);
};

/**
 * What an application says of an order. null: nothing.
 * Argo CD keeps one operation: the one it was asked for, then the one it began last.
 */
export const lookAtOperation = (where: string, application: Application, id: string): Look | null => {
  const { operationState: state } = application.status;
  if (state && orderOf(state.operation) === id) {
    const revision = state.syncResult?.revision || state.operation.sync?.revision || 'nothing';
    if (state.phase === 'Succeeded') return afterSync(where, application, revision);
    if (state.phase === 'Failed' || state.phase === 'Error') return refused(where, state.phase, failures(state));
    return going(`${where} ${stepOf(state)}`);
  }
  if (orderOf(application.operation) === id) return going(`${where} has the order and has not begun`);
  return null;
};

/** The operation that stands where an order's would: whose it is, in words. null: there was never any. */
export const otherOperation = ({ operation, status }: Application): string | null => {
  const state = status.operationState;
  const other = operation ?? state?.operation;
  if (!other) return null;
  const since = state?.startedAt ? ` since ${state.startedAt}` : '';
  return `a sync to ${other.sync?.revision || 'its target'} by ${whoBegan(other)}${since}`;
};
