import type { Failure } from '../../../contract/failure';
import type { Observation } from '../../release/ports';
import type { HealthReading } from '../health';
import { isComingUp, isReconciled, type Application } from './application';
import { illness } from './operation';

type Outcome = Observation['outcome'];

const healths: Readonly<Record<string, HealthReading['health']>> = {
  Healthy: 'healthy',
  Degraded: 'unhealthy',
  Missing: 'unhealthy',
};

const healthOf = (application: Application): HealthReading => {
  const { status } = application.status.health;
  const words = illness(application);
  if (status === 'Healthy') return { health: 'healthy', healthText: null };
  return { health: healths[status] ?? 'unknown', healthText: words === '' ? status || null : `${status}: ${words}` };
};

const unreadable = (failure: Failure): Outcome => ({ kind: 'unreadable', failure });

/** Several versions may run; where they are one, it is that one. */
const oneOf = (where: string, application: Application, ...versions: readonly string[]): Outcome => {
  const all = [...new Set(versions)].filter((version) => version !== '');
  const [only, another] = all;
  if (only === undefined) return { kind: 'nothing' };
  if (another !== undefined) return unreadable({ kind: 'mixed', where, versions: all });
  return { kind: 'running', named: only, ...healthOf(application) };
};

/** Resources that are not as they should be; what would only have to be taken away is left standing on purpose. */
const strayed = ({ status }: Application) =>
  (status.resources ?? []).filter((resource) => resource.status === 'OutOfSync' && !resource.requiresPruning);

const isInSync = (application: Application): boolean => {
  const { sync, resources } = application.status;
  return sync.status === 'Synced' || (sync.status === 'OutOfSync' && !!resources && strayed(application).length === 0);
};

const outOfSync = (application: Application): string =>
  [
    application.status.sync.status || 'nothing of its sync',
    ...strayed(application)
      .slice(0, 3)
      .map(({ kind, name }) => `${kind} ${name}`),
    ...(application.status.conditions ?? []).slice(0, 2).map(({ message }) => message),
  ].join('; ');

/** Nothing of it is there. */
const isMissing = ({ status }: Application): boolean => {
  const resources = status.resources ?? [];
  return status.health.status === 'Missing' && resources.every(({ health }) => health?.status === 'Missing');
};

/** What the versions are while an operation is under way, or where one failed. null: neither. */
const whileUnderWay = (application: Application, before: string): readonly string[] | null => {
  const { operation, status } = application;
  const state = status.operationState;
  if (!state) return operation ? [before, operation.sync?.revision ?? ''] : null;
  if (state.phase === 'Succeeded') return null;
  const isOver = state.phase === 'Failed' || state.phase === 'Error';
  if (isOver && status.sync.status === 'Synced' && isReconciled(application)) return [status.sync.revision];
  return [before, state.syncResult?.revision || state.operation.sync?.revision || ''];
};

/**
 * What an application says runs. `sync.revision` is the target revision it was compared with, not what was applied; that is the
 * last operation's. While an operation, or what it applied, is under way, the version before may run too.
 */
export const observeApplication = (where: string, application: Application): Outcome => {
  const { sync, operationState: state, history } = application.status;
  const revisions = (history ?? []).map(({ revision }) => revision);
  const last = revisions.at(-1) ?? '';
  const underWay = whileUnderWay(application, last);
  if (underWay) return oneOf(where, application, ...underWay);
  if (isMissing(application)) return { kind: 'nothing' };
  // A sync of some of its resources is no version of the whole.
  const isWhole = (state?.operation.sync?.resources ?? []).length === 0;
  const inSync = isInSync(application);
  const applied = (isWhole ? state?.syncResult?.revision : '') || last || (inSync ? sync.revision : '');
  // Old pods answer until the new ones are up.
  if (state && (!isReconciled(application) || isComingUp(application)))
    return oneOf(where, application, revisions.at(-2) ?? '', applied);
  const isElsewhere = sync.status === 'OutOfSync' && sync.revision !== applied;
  if (applied !== '' && (inSync || isElsewhere)) return oneOf(where, application, applied);
  const expected = applied === '' ? 'a revision that was applied' : `it in sync with ${applied}`;
  return unreadable({ kind: 'endpoint-nonsense', where, expected, said: outOfSync(application) });
};
