import { commitSchema } from '../../contract/commit';
import { failed, type Result } from '../../contract/failure';
import { readAgain, targetKey, type Observed } from './readings';
import type { Component, Target } from '../../contract/workspace';
import type { Session } from './session';

/** Asks the environment what it runs, and puts the answer into the session's readings. */
export const observe = async (
  session: Session,
  component: Component,
  target: Target,
  signal: AbortSignal,
): Promise<Result<Observed>> => {
  const result = session.ports.trust.isTrusted(session.workspace)
    ? await look(session, component, target, signal)
    : failed({ kind: 'untrusted', acts: session.workspace.acts.list });
  const key = targetKey(component.name, target.environment);
  const observed = new Map(session.readings.observed);
  observed.set(key, readAgain(observed.get(key), result));
  session.readings = { ...session.readings, observed };
  session.changed();
  return result;
};

const look = async (
  session: Session,
  component: Component,
  target: Target,
  signal: AbortSignal,
): Promise<Result<Observed>> => {
  const { outcome, readAt } = await session.ports.endpoint(target.endpoint.kind).observe(target, signal);
  switch (outcome.kind) {
    case 'unreadable':
      return failed(outcome.failure);
    case 'nothing':
      return { ok: true, value: { readAt, commit: null, health: 'unknown', healthText: null } };
    case 'running': {
      const { health, healthText } = outcome;
      const full = commitSchema.safeParse(outcome.named);
      if (full.success) return { ok: true, value: { readAt, commit: full.data, health, healthText } };
      const commit = await session.ports.history.resolve(component, outcome.named, signal);
      if (!commit.ok) return commit;
      if (commit.value === null)
        return failed({ kind: 'commit-missing', repository: component.repository, commit: outcome.named });
      return { ok: true, value: { readAt, commit: commit.value, health, healthText } };
    }
  }
};
