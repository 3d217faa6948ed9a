import { commitSchema } from '../../contract/commit';
import { failed, type Failure, type Result } from '../../contract/failure';
import type { Component, Target } from '../../contract/workspace';
import { createCircuit, type Circuit } from './circuit';
import { readAgain, targetKey, type Observed } from './readings';
import type { Session } from './session';

const circuits = new WeakMap<Session, Map<string, Circuit>>();

/** One for all targets of an address: what hangs for one of them hangs for all. */
const circuitOf = (session: Session, target: Target): Circuit => {
  const { kind } = target.endpoint;
  const own = targetKey(target.component, target.environment);
  const address = `${kind} ${session.ports.endpoint(kind).address?.(target) ?? own}`;
  const known = circuits.get(session) ?? new Map<string, Circuit>();
  circuits.set(session, known);
  const circuit = known.get(address) ?? createCircuit(session.ports.clock);
  known.set(address, circuit);
  return circuit;
};

/** The words for the board: an address that is asked less often says so. */
const asShown = (failure: Failure, misses: number): Failure =>
  failure.kind === 'endpoint-hangs' && misses > 0 ? { ...failure, kind: 'endpoint-asked-less', misses } : failure;

const shown = new WeakMap<Session, Map<string, number>>();

/** Puts an answer into the readings, unless one that was asked for later is there already. */
const show = (session: Session, target: Target, result: Result<Observed>, began: number): void => {
  const key = targetKey(target.component, target.environment);
  const last = shown.get(session) ?? new Map<string, number>();
  shown.set(session, last);
  if (began < (last.get(key) ?? -Infinity)) return;
  last.set(key, began);
  const observed = new Map(session.readings.observed);
  observed.set(key, readAgain(observed.get(key), result));
  session.readings = { ...session.readings, observed };
  session.changed();
};

/** Asks the environment what it runs, at once, and puts the answer into the session's readings. */
export const observe = async (
  session: Session,
  component: Component,
  target: Target,
  signal: AbortSignal,
): Promise<Result<Observed>> => {
  if (!session.ports.trust.isTrusted(session.workspace)) {
    const untrusted = failed({ kind: 'untrusted', acts: session.workspace.acts.list });
    show(session, target, untrusted, session.ports.clock.monotonic());
    return untrusted;
  }
  const circuit = circuitOf(session, target);
  const began = session.ports.clock.monotonic();
  const result = await look(session, component, target, signal);
  circuit.note(began, result.ok ? null : result.failure);
  show(session, target, result.ok ? result : failed(asShown(result.failure, circuit.resting())), began);
  return result;
};

/** Did its address hang when this target was last read? */
export const hung = (session: Session, target: Target): boolean => {
  const problem = session.readings.observed.get(targetKey(target.component, target.environment))?.problem;
  return problem?.kind === 'endpoint-hangs' || problem?.kind === 'endpoint-asked-less';
};

/** Is this target left alone for now? It is where its address does not answer and it has been told so itself: nothing old looks fresh. */
export const isResting = (session: Session, target: Target): boolean =>
  hung(session, target) && circuitOf(session, target).resting() > 0;

/** Leaves a target alone while its address is asked less often. */
export const rest = async (session: Session, target: Target, signal: AbortSignal): Promise<void> => {
  const circuit = circuitOf(session, target);
  const problem = session.readings.observed.get(targetKey(target.component, target.environment))?.problem;
  if (problem?.kind === 'endpoint-hangs')
    show(session, target, failed(asShown(problem, circuit.resting())), session.ports.clock.monotonic());
  await circuit.rest(signal);
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
