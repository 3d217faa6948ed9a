import { createHash } from 'node:crypto';
import { commitSchema, type Commit } from '../../contract/commit';
import type { Entry } from '../../contract/entry';
import { done, failed, type Failure } from '../../contract/failure';
import type { Component, Workspace } from '../../contract/workspace';
import type { Observation, Ports } from '../../main/release/ports';
import type { Progress, Receipt } from '../../main/release/receipt';
import { noReadings } from '../../main/release/readings';
import type { JournalRecord } from '../../main/release/record-ports';
import { refresh } from '../../main/release/refresh';
import type { Session } from '../../main/release/session';
import { ana, commit, signed, uuid } from './entries';
import { stage } from './promotion-facts';

// A world in memory and in virtual time, for what the real one can't be made to do on demand: answers that get lost, lies, late landings.

export interface World {
  /** What production runs; the endpoint changes it. */
  running: Commit | null;
  /** Every order that reached the endpoint. */
  readonly orders: string[];
  readonly entries: Entry[];
  readonly journal: JournalRecord[];
  ledgerDown: boolean;
  journalFull: boolean;
  unreadable: boolean;
  /** What the endpoint does with an order, and what it answers. */
  endpoint: (commit: Commit) => Receipt;
  /** Set where the endpoint can be asked. */
  find: (() => Receipt | 'unheard of') | null;
  testPasses: boolean;
  /** Called whenever time passes, with the virtual clock. */
  tick: (now: number) => void;
}

export const lost: Failure = { kind: 'endpoint-unreachable', where: 'production', why: 'reset' };
export const [oldCommit, newCommit, otherCommit] = [commit('a'), commit('b'), commit('c')];

const target = {
  component: 'catalog', environment: 'production', stage: 'production', port: null, health: null,
  endpoint: { kind: 'local' as const }, verify: [{ name: 'answers', http: 'http://127.0.0.1/', within: '1s' }],
}; // oxfmt-ignore

const component: Component = {
  name: 'catalog', repository: '/shop/catalog', path: null, branch: null, candidates: { kind: 'commits' },
  migrations: [], config: [], checks: null, after: [], targets: [target],
}; // oxfmt-ignore

const workspace: Workspace = {
  id: 'shop-of-the-rig', file: '/shop/humdrum.yml', folder: '/shop', name: 'Shop', ledger: null,
  stages: [stage({ name: 'production', environment: 'production', protected: true, countdownMs: 5000 })],
  environments: [{ name: 'production', pools: [], watchMs: 0, verify: [] }],
  components: [component], shared: [], people: [], secrets: [], acts: { hash: 'h', list: [] },
}; // oxfmt-ignore

export const makeWorld = (): World => ({
  running: oldCommit,
  orders: [],
  entries: [],
  journal: [],
  ledgerDown: false,
  journalFull: false,
  unreadable: false,
  endpoint: () => ({ kind: 'accepted', text: 'ok' }),
  find: null,
  testPasses: true,
  tick: () => undefined,
});

const ports = (world: World): Ports => {
  let now = Date.UTC(2026, 10, 22, 12);
  let ids = 1;
  const iso = (): string => new Date(now).toISOString();
  const reading = () => ({
    environment: 'production',
    entries: [...world.entries],
    tip: String(world.entries.length),
    readAt: iso(),
  });
  const unreachable = failed({ kind: 'ledger-unreachable', ledger: 'memory', why: 'down' } as const);
  const sequence: readonly Commit[] = [oldCommit, newCommit, otherCommit];
  const counts = (from: Commit | null, to: Commit) =>
    Math.max(0, sequence.indexOf(to) - (from ? sequence.indexOf(from) : -1));
  async function* deploy(id: string, c: Commit): AsyncGenerator<Progress> {
    world.orders.push(id);
    yield { type: 'receipt', receipt: world.endpoint(c) };
  }
  const observe = async (): Promise<Observation> => {
    if (world.unreadable) return { readAt: iso(), outcome: { kind: 'unreadable', failure: lost } };
    if (world.running === null) return { readAt: iso(), outcome: { kind: 'nothing' } };
    return { readAt: iso(), outcome: { kind: 'running', named: world.running, health: 'healthy', healthText: null } };
  };
  const find = async (): Promise<Receipt | 'unheard of'> => world.find?.() ?? 'unheard of';
  return {
    endpoint: () => ({
      observe,
      deploy: (order) => deploy(order.id, order.candidate.commit),
      ...(world.find ? { find } : {}),
    }),
    verifier: {
      run: async function* () {
        yield { type: 'result', result: { name: 'answers', passed: world.testPasses, text: '', ms: 1 } };
      },
    },
    checks: { results: async () => done([]) },
    mirrors: {
      refresh: async () => done({ mainline: otherCommit, branch: 'main', readAt: iso(), refs: 'r' }),
      last: async () => null,
    },
    history: {
      counts: async (_c, ranges) => done(ranges.map((r) => counts(r.from, r.to))),
      changes: async () => done([]),
      oldest: async (_c, ranges) => done(ranges.map(() => null)),
      candidates: async () => done([]),
      points: async (_c, commits) => done(commits.map((c) => ({ commit: c, version: null, at: null }))),
      resolve: async (_c, named) => done(commitSchema.safeParse(named).data ?? null),
      at: async () => done(null),
      contains: async () => done(true),
      lacked: async () => done(0),
      brought: async (_component, _since, commits) => done(commits.map(() => [])),
    },
    diffs: {
      files: async () => done([]),
      patch: async () => ({ kind: 'binary', bytes: null }),
      config: async () => done({ keys: [], same: 0 }),
      migrations: async () => done([]),
      effective: async () => done([]),
    },
    ledger: {
      where: 'memory',
      shared: false,
      read: async () => (world.ledgerDown ? unreachable : done([reading()])),
      append: async (_environment, decide) => {
        if (world.ledgerDown) return unreachable;
        const drafts = decide([...world.entries]);
        if (!drafts.ok) return drafts;
        const made = signed(drafts.value);
        // By their place: of two sessions on one world each would count its own.
        const first = 90_000 + world.entries.length;
        world.entries.push(...made.map((e, i) => ({ ...e, id: uuid(first + i), at: iso() })));
        return done(reading());
      },
    },
    journal: {
      append: async (record) => {
        if (world.journalFull) return failed({ kind: 'journal-unwritable', file: 'memory', why: 'no space left' });
        world.journal.push(record);
        return done(null);
      },
      unfinished: [...world.journal],
      damage: null,
      close: async () => undefined,
    },
    logs: { append: () => undefined, read: async () => [] },
    trust: { isTrusted: () => true, trust: async () => done(null) },
    clock: {
      now: iso,
      monotonic: () => now,
      wait: async (ms, signal) => {
        // A turn of the event loop: others act while somebody waits.
        await new Promise(setImmediate);
        if (!signal.aborted) now += ms;
        world.tick(now);
      },
    },
    identity: {
      me: ana,
      machine: 'desk',
      uuid: () => uuid((ids += 1)),
      sha256: (t) => createHash('sha256').update(t).digest('hex'),
    },
  };
};

/** A session on the world, read once. A second one on the same world is this machine after a restart. */
export const openRig = async (world: World): Promise<Session> => {
  const session: Session = {
    ports: ports(world),
    live: new Map(),
    workspace,
    readings: noReadings,
    baseline: 'previous',
    problems: [],
    changed: () => undefined,
    ended: () => undefined,
    signal: new AbortController().signal,
  };
  await refresh(session, session.signal);
  return session;
};
