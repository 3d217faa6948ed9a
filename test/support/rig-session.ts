import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { commitSchema, type Commit } from '../../contract/commit';
import { done, failed, type Result } from '../../contract/failure';
import type { Workspace } from '../../contract/workspace';
import { createHttpEndpoint } from '../../main/endpoints/http/http-endpoint';
import { createIdentity } from '../../main/identity';
import { openJournal } from '../../main/ledger/journal';
import { createLedger } from '../../main/ledger/ledger';
import type { History } from '../../main/release/git-ports';
import type { Clock, Ports } from '../../main/release/ports';
import { noReadings } from '../../main/release/readings';
import type { Journal, Ledger } from '../../main/release/record-ports';
import type { Session } from '../../main/release/session';
import { stage } from './promotion-facts';
import type { Said } from './rig-lines';

/** What an operator's process is told. */
export interface Told {
  /** The operator's own data folder: clone, witness and, unless said otherwise, journal. */
  readonly data: string;
  readonly journal: string;
  readonly ledger: string;
  readonly shared: boolean;
  /** `http://…/<world>`. */
  readonly world: string;
  readonly environments: readonly string[];
  readonly name: string;
  readonly promotions: number;
  /** Asked again, as a window would that lost its engine before it heard the end. */
  readonly again: { readonly promotion: string; readonly commit: string } | null;
  /** Says that it is ready, and goes on at the first byte of its input. */
  readonly waits: boolean;
  /** Nobody else works on these environments: open claims are of lives that ended. */
  readonly alone: boolean;
  /** Milliseconds since 1970 at which the process was started. */
  readonly started: number;
}

/** Synchronous, so that what was said before a kill was said. */
export const say = (said: Said): void => void writeSync(1, `${JSON.stringify(said)}\n`);

/** The most that a wait really takes. */
const mostWaitMs = 5;
/** What waits should have taken and did not. */
let skippedMs = 0;
/** A clock whose waits are over soon and count in full: what takes time takes its time, only waiting is shortened. */
const now = (): string => new Date().toISOString();
const clock: Clock = {
  now,
  monotonic: () => performance.now() + skippedMs,
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const finish = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        skippedMs += Math.max(0, ms - mostWaitMs);
        resolve();
      };
      const timer = setTimeout(finish, Math.min(ms, mostWaitMs));
      signal.addEventListener('abort', finish);
    }),
};

/** The generated component's history is a line of commits, told apart by a number in their names. */
export const commitAt = (n: number): Commit => commitSchema.parse(n.toString(16).padStart(40, '0'));
export const numberOf = (commit: string): number => Number.parseInt(commit, 16);

const history: History = {
  counts: async (_component, ranges) =>
    done(ranges.map(({ from, to }) => Math.max(0, numberOf(to) - (from === null ? 0 : numberOf(from))))),
  changes: async () => done([]),
  oldest: async (_component, ranges) => done(ranges.map(() => null)),
  candidates: async () => done([]),
  points: async (_component, commits) => done(commits.map((commit) => ({ commit, version: null, at: null }))),
  resolve: async (_component, named) => done(commitSchema.safeParse(named).data ?? null),
  at: async () => done(null),
  contains: async () => done(true),
  lacked: async () => done(0),
  brought: async (_component, _since, commits) => done(commits.map(() => [])),
};

const workspaceOf = ({ world, ledger, shared, environments }: Told): Workspace => ({
  id: 'rig', file: '/rig/humdrum.yml', folder: '/rig', name: 'Rig', ledger: shared ? ledger : null,
  stages: environments.map((environment) => stage({ name: environment, environment, together: false })),
  environments: environments.map((name) => ({ name, pools: [], watchMs: 0, verify: [] })),
  components: [
    {
      name: 'catalog', repository: '/rig/catalog', path: null, branch: null, candidates: { kind: 'commits' },
      migrations: [], config: [], checks: null, after: [],
      targets: environments.map((environment) => ({
        component: 'catalog', environment, stage: environment, port: null, health: null, verify: [],
        endpoint: {
          kind: 'http',
          deploy: {
            method: 'POST', url: `${world}/${environment}/deploy`,
            json: { id: '${deployment.id}', commit: '${candidate.commit}' },
          },
          observe: { url: `${world}/${environment}/version`, commit: '/commit', answers: 1 },
        },
      })),
    },
  ],
  shared: [], people: [], secrets: [], acts: { hash: 'rig', list: [] },
}); // oxfmt-ignore

const telling = (journal: Journal): Journal => ({
  unfinished: journal.unfinished,
  damage: journal.damage,
  close: () => journal.close(),
  append: async (record) => {
    say({ say: 'writing', record: record.kind, deployment: record.deployment });
    const written = await journal.append(record);
    if (written.ok) say({ say: 'durable', record: record.kind, deployment: record.deployment });
    return written;
  },
});

const tellingLedger = (ledger: Ledger): Ledger => ({
  ...ledger,
  append: async (environment, decide, signal) => {
    const written = await ledger.append(environment, decide, signal);
    if (written.ok && written.value.tip !== null) say({ say: 'accepted', environment, tip: written.value.tip });
    return written;
  },
});

/** The real use cases on the real journal, ledger and HTTP endpoint; only the component's history and the clock's waits are the rig's. */
export const openSession = async (told: Told): Promise<Result<Session>> => {
  const opened = await openJournal(told.journal, now);
  if (!opened.ok) return opened;
  const identity = {
    ...createIdentity({ name: told.name, email: `${told.name}@rig.example` }),
    sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
  };
  const endpoint = createHttpEndpoint({
    secrets: { get: async () => null },
    now,
    folder: told.journal,
    deployWithinMs: 250,
  });
  const ended = new AbortController();
  // Every reading and every wait listens to its end.
  setMaxListeners(0, ended.signal);
  const none = failed({ kind: 'cancelled' } as const);
  const ports: Ports = {
    endpoint: () => ({ observe: endpoint.observe, deploy: endpoint.deploy }),
    verifier: { run: async function* () {} },
    checks: { results: async () => done([]) },
    mirrors: {
      refresh: async () => done({ mainline: commitAt(0xffffffff), branch: 'main', readAt: now(), refs: 'rig' }),
      last: async () => null,
    },
    history,
    diffs: {
      files: async () => none,
      patch: async () => ({ kind: 'binary', bytes: null }),
      config: async () => none,
      migrations: async () => done([]),
      effective: async () => done([]),
    },
    ledger: tellingLedger(
      createLedger({
        where: told.ledger,
        shared: told.shared,
        folder: join(told.data, 'ledger'),
        workspaceName: 'Rig',
        identity,
        now,
      }),
    ),
    journal: telling(opened.value),
    logs: { append: () => undefined, read: async () => [] },
    trust: { isTrusted: () => true, trust: async () => done(null) },
    clock,
    identity,
  };
  return done({
    ports,
    live: new Map(),
    workspace: workspaceOf(told),
    readings: noReadings,
    baseline: 'previous',
    problems: [],
    changed: () => undefined,
    ended: () => undefined,
    signal: ended.signal,
  });
};
