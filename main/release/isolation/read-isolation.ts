import type { IsolationReport } from '../../../contract/isolation';
import type { Failure } from '../../../contract/failure';
import type { Component, Target } from '../../../contract/workspace';
import { runningIn, unseen } from '../eligibility';
import type { Session } from '../session';
import { usedByConfig, usedByEnvironment, usedByTarget, type Used } from './resources';
import { sharedAmong } from './shared';

interface Read {
  readonly used: readonly Used[];
  readonly failure: Failure | null;
}

/** What one component uses in one environment: by the file, and by the configuration of what runs there, else of mainline. */
const usedBy = async (session: Session, component: Component, target: Target): Promise<Read> => {
  const file = usedByTarget(target);
  if (component.config.length === 0) return { used: file, failure: null };
  const running = runningIn(session, component.name, target.environment);
  if (running === 'unknown') return { used: file, failure: unseen(session, component.name, target.environment) };
  const mainline = session.readings.mirrors.get(component.name)?.value?.mainline;
  const commit = running ?? mainline;
  if (commit === undefined) return { used: file, failure: { kind: 'nothing-runs', where: target.environment } };
  const side = { environment: target.environment, commit };
  const values = await session.ports.diffs.effective(component, side, session.signal);
  if (!values.ok) return { used: file, failure: values.failure };
  return { used: [...file, ...usedByConfig(component.name, values.value)], failure: null };
};

/** What environments share, read from the workspace file and from the effective configuration of what runs. */
export const readIsolation = async (session: Session): Promise<IsolationReport> => {
  const { stages, environments, components, shared } = session.workspace;
  const unread: IsolationReport['unread'][number][] = [];
  const all = await Promise.all(
    stages.map(async ({ environment: name }) => {
      const environment = environments.find((one) => one.name === name);
      const own = environment ? usedByEnvironment(environment) : [];
      const read = await Promise.all(
        components.flatMap((component) =>
          component.targets
            .filter((target) => target.environment === name)
            .map(async (target) => ({ component, ...(await usedBy(session, component, target)) })),
        ),
      );
      for (const { component, failure } of read)
        if (failure) unread.push({ component: component.name, environment: name, failure });
      return { environment: name, used: [...own, ...read.flatMap((one) => one.used)] };
    }),
  );
  return { ...sharedAmong(all, shared), unread };
};
