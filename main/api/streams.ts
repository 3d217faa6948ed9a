import type { DeploymentEvent } from '../../contract/deployment';
import { failed, type Result } from '../../contract/failure';
import type { TestTextInput, TestingEvent } from '../../contract/new-workspace';
import type { ReleaseEvent } from '../../contract/release';
import { releaseRefused } from '../../contract/words/release';
import { eventsOf } from '../release/deployment/live';
import type { NewWorkspaces } from '../release/record-ports';
import type { ReleaseRun } from '../release/releases/release-run';
import type { Live, Session } from '../release/session';
import { refusal, type Engine } from './engine';

const never = new AbortController().signal;

/** The events of an act, to whoever asked for it. That the caller goes away stops the stream, never the deployment. */
export async function* follow(
  engine: Engine,
  act: (session: Session) => Promise<Result<Live>>,
  signal: AbortSignal = never,
): AsyncGenerator<DeploymentEvent> {
  const session = engine.session();
  const begun = session.ok ? await act(session.value) : session;
  if (begun.ok) yield* eventsOf(begun.value, signal);
  else yield refusal(session.ok ? session.value.ports.clock.now() : '', begun.failure);
}

/** Likewise of a walk over a release. */
export async function* followRelease(
  engine: Engine,
  act: (session: Session) => ReleaseRun,
  signal: AbortSignal = never,
): AsyncGenerator<ReleaseEvent> {
  const session = engine.session();
  if (session.ok) yield* eventsOf(act(session.value), signal);
  else yield releaseRefused('', session.failure);
}

/** A test of connections, target after target. That the caller goes away stops it. */
export async function* followTest(
  workspaces: NewWorkspaces,
  input: TestTextInput,
  signal: AbortSignal = never,
): AsyncGenerator<TestingEvent> {
  const events: TestingEvent[] = [];
  const listeners = new Set<(event: TestingEvent) => void>();
  const tell = (event: TestingEvent): void => {
    events.push(event);
    for (const listener of listeners) listener(event);
  };
  const over = new AbortController();
  const stop = (): void => over.abort();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const tested = workspaces.test(input, over.signal, (target, of) => tell({ type: 'tested', target, of }));
  const told = tested.then((result) => tell({ type: 'ended', result }));
  // A bug ends the stream, and is thrown to whoever reads it.
  told.catch(stop);
  try {
    yield* eventsOf({ events, listeners }, over.signal);
    await told;
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/** All that has happened in a deployment so far, then what happens: of one on its way, or out of its log. */
export async function* watch(
  engine: Engine,
  deployment: string,
  signal: AbortSignal = never,
): AsyncGenerator<DeploymentEvent> {
  const session = engine.session();
  if (!session.ok) return yield refusal('', session.failure);
  const live = session.value.live.get(deployment);
  if (live?.ending === null) return yield* eventsOf(live, signal);
  const kept = await session.value.ports.logs.read(deployment);
  yield* kept;
  if (kept.length === 0 && live) yield* eventsOf(live, signal);
  else if (kept.length === 0)
    yield refusal('', failed({ kind: 'no-such', what: 'log of deployment', name: deployment, known: [] }).failure);
}
