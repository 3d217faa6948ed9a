import type { ContractRouterClient } from '@orpc/contract';
import type { DeploymentEvent } from '../../contract/deployment';
import { failed, type Result } from '../../contract/failure';
import type { hostContract } from '../../contract/host';
import type { Feed } from '../release/board/feed';
import type { NewWorkspaces } from '../release/record-ports';
import type { Session } from '../release/session';

export type HostClient = ContractRouterClient<typeof hostContract>;

/** What the API is made of: one open workspace, or why none is open. */
export interface Engine {
  readonly feed: Feed;
  readonly host: HostClient;
  readonly session: () => Result<Session>;
  /** Reads the world once more and publishes what it found before it answers. */
  readonly refresh: () => Promise<Result<null>>;
  readonly trust: (hash: string) => Promise<Result<null>>;
  readonly newWorkspaces: NewWorkspaces;
  readonly resetDemo: () => Promise<Result<null>>;
  readonly close: () => Promise<void>;
}

export interface ApiContext {
  readonly engine: Engine;
}

/** Asks the open workspace; without one, the answer is why there is none. */
export const asking = async <T>(
  engine: Engine,
  ask: (session: Session) => Promise<Result<T>> | Result<T>,
): Promise<Result<T>> => {
  const session = engine.session();
  return session.ok ? ask(session.value) : session;
};

/** The same for what is about all of a workspace: refused where that is not the one that is open. */
export const askingOf = async <T>(
  engine: Engine,
  workspace: string,
  ask: (session: Session) => Promise<Result<T>>,
): Promise<Result<T>> =>
  asking(engine, (session) =>
    session.workspace.id === workspace
      ? ask(session)
      : failed({ kind: 'no-such', what: 'open workspace', name: workspace, known: [session.workspace.id] }),
  );

/** The stream of an act that was refused before it became a deployment. */
export const refusal = (at: string, failure: Extract<Result<never>, { ok: false }>['failure']): DeploymentEvent => ({
  type: 'ended',
  at,
  ending: { kind: 'nothing-sent', failure },
});
