import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { nameOf } from '../contract/commit';
import { done, failed, type Failure, type Result } from '../contract/failure';
import type { Snapshot } from '../contract/snapshot';
import type { Workspace } from '../contract/workspace';
import type { HostClient } from './api/engine';
import { createChecks } from './checks/checks';
import { systemClock } from './clock';
import { mirrorsFolder, workspaceFolder } from './data-folder';
import { createEndpoints } from './endpoints/endpoints';
import { createVerifier } from './endpoints/verify/verifier';
import { createGit } from './git/git';
import type { StartGit } from './git/start-git';
import { createIdentity, whoAmI } from './identity';
import { createDeploymentLogs } from './ledger/deployment-logs';
import { openJournal } from './ledger/journal';
import { createLedger } from './ledger/ledger';
import { promoteByItself } from './release/deployment/auto';
import type { Feed } from './release/board/feed';
import { createWatch } from './release/board/turned-bad';
import type { Ports } from './release/ports';
import { createPublisher } from './release/board/publish';
import { noReadings } from './release/readings';
import type { Trust } from './release/record-ports';
import { recover } from './release/deployment/recover';
import { keepReading } from './release/refresh';
import type { Live, Session } from './release/session';
import { ledgerPlace } from './workspace/ledger-place';
import type { Scripts } from './scripts';

export interface Surroundings {
  readonly data: string;
  readonly scripts: Scripts;
  readonly startGit: StartGit;
  readonly host: HostClient;
  readonly trust: Trust;
  readonly feed: Feed;
  readonly live: boolean;
  readonly demo: boolean;
}

export interface OpenWorkspace {
  readonly session: Session;
  /** Takes the file's new contents; false where that takes another ledger, and the workspace has to be opened anew. */
  readonly take: (workspace: Workspace) => boolean;
  readonly misread: (failure: Failure) => void;
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What a change made elsewhere takes to show: this long at most, and the time the reading takes. */
const everyMs = 5000;

/** Wires one workspace: its ports, its session, its snapshot. */
export const openWorkspace = async (workspace: Workspace, around: Surroundings): Promise<Result<OpenWorkspace>> => {
  const { data, scripts, host, trust, feed } = around;
  const folder = workspaceFolder(data, workspace.id);
  const settings = await host.settings.get();
  const identity = createIdentity(await whoAmI(settings.person));
  const now = (): string => systemClock.now();
  const journal = await openJournal(join(folder, 'journal'), now);
  if (!journal.ok) return journal;

  const ended = new AbortController();
  // Every reading and every wait listens to its end: many at once is no leak.
  setMaxListeners(0, ended.signal);
  const place = await ledgerPlace(workspace, folder);
  const git = createGit({
    start: around.startGit,
    mirrorsFolder: mirrorsFolder(data),
    concurrency: availableParallelism(),
    now,
    componentOf: (name) => session.workspace.components.find((c) => c.name === name),
  });
  const secrets = { get: async (name: string, origin: string) => host.secrets.get({ name, origin }) };
  const ports: Ports = {
    endpoint: createEndpoints({
      stateFolder: join(folder, 'local'),
      supervisorScript: scripts.supervisor,
      folder: workspace.folder,
      source: git.source,
      me: identity.me,
      secrets,
      now,
    }),
    verifier: createVerifier({ folder: workspace.folder, secrets }),
    checks: createChecks({ folder: workspace.folder, secrets }),
    mirrors: git.mirrors,
    history: git.history,
    diffs: git.diffs,
    ledger: createLedger({
      ...place,
      folder: join(folder, 'ledger'),
      workspaceName: workspace.name,
      identity,
      now,
    }),
    journal: journal.value,
    logs: createDeploymentLogs(join(folder, 'logs')),
    trust,
    clock: systemClock,
    identity,
  };
  const session: Session = {
    ports,
    live: new Map(),
    workspace,
    readings: noReadings,
    baseline: 'previous',
    problems: [],
    changed: () => publisher.changed(),
    ended: (live) => tell(host, live),
    signal: ended.signal,
  };
  const turnedBad = createWatch();
  const byItself = (snapshot: Snapshot): void => {
    if (!around.live) return;
    void promoteByItself(session, snapshot);
    for (const said of turnedBad(snapshot)) notify(host, said);
  };
  const publisher = createPublisher(session, feed, around.demo, byItself);

  let reading = new AbortController();
  const keep = (): void => {
    reading.abort();
    reading = new AbortController();
    setMaxListeners(0, reading.signal);
    if (around.live) keepReading(session, everyMs, reading.signal);
  };
  keep();
  void recover(session);
  return done({
    session,
    take: (next) => {
      if (next.ledger !== session.workspace.ledger || next.name !== session.workspace.name) return false;
      session.workspace = next;
      session.problems = session.problems.filter((p) => !p.kind.startsWith('workspace-'));
      keep();
      session.changed();
      return true;
    },
    misread: (failure) => {
      session.problems = [...session.problems.filter((p) => !p.kind.startsWith('workspace-')), failure];
      session.changed();
    },
    flush: publisher.flush,
    close: async () => {
      reading.abort();
      ended.abort();
      await journal.value.close();
    },
  });
};

/** Tells the desktop how a deployment ended, for who looks elsewhere meanwhile. */
const tell = (host: HostClient, live: Live): void => {
  const { ending } = live;
  if (!ending) return;
  const what = `${live.component} ${nameOf(live.candidate)} → ${live.stage}`;
  const faulty = ending.kind === 'verdict' && ending.verification === 'failed';
  const title = ending.kind === 'nothing-sent' ? 'Nothing was sent' : faulty ? 'Faulty' : titles[ending.verdict];
  const body = ending.kind === 'verdict' ? ending.text : what;
  notify(host, { title: `${title}: ${what}`, body });
};

const notify = (host: HostClient, said: Parameters<HostClient['notify']>[0]): void =>
  void host.notify(said).catch(() => failed({ kind: 'cancelled' }));

const titles = { deployed: 'Deployed', 'not-deployed': 'Not deployed', unknown: 'Unknown' } as const;
