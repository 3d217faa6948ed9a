import type { Commit } from '../../contract/commit';
import type { Entry } from '../../contract/entry';
import { done, type Failure } from '../../contract/failure';
import type { ReleaseEvent } from '../../contract/release';
import type { Component, Workspace } from '../../contract/workspace';
import { noReadings } from '../../main/release/readings';
import type { Progress, Receipt } from '../../main/release/receipt';
import { refresh } from '../../main/release/refresh';
import type { ReleaseRun } from '../../main/release/releases/release-run';
import type { Session } from '../../main/release/session';
import { deployed, signed, uuid } from './entries';
import { stage } from './promotion-facts';
import { makeWorld, newCommit, oldCommit, openRig } from './release-rig';

// A shop of three components in two stages, in memory: staging runs a set that was verified, production the one before.

/** What becomes of an order: it lands and passes; the endpoint refuses; it lands and its answer is lost; it lands and its test fails; it is lost whole. */
export type Fate = 'lands' | 'refused' | 'answer-lost' | 'faulty' | 'lost';

/** In the order of the file; `after` asks for basket, catalog, web. */
export const names = ['web', 'catalog', 'basket'] as const;
export type Name = (typeof names)[number];
export const inTurn: readonly Name[] = ['basket', 'catalog', 'web'];
const after: Readonly<Record<Name, readonly Name[]>> = { web: ['catalog', 'basket'], catalog: ['basket'], basket: [] };

export interface Shop {
  /** What production runs. */
  readonly running: Map<string, Commit>;
  readonly ledgers: Map<string, Entry[]>;
  /** Every order that reached production: component and commit. */
  readonly orders: (readonly [component: string, commit: Commit])[];
  fates: Readonly<Partial<Record<string, Fate>>>;
  /** While production runs its new candidate, the smoke test of the whole fails. */
  breaks: Name | null;
}

const lost: Failure = { kind: 'endpoint-unreachable', where: 'production', why: 'reset' };

const componentOf = (name: Name): Component => ({
  name, repository: `/shop/${name}`, path: null, branch: null, candidates: { kind: 'commits' },
  migrations: [], config: [], checks: null, after: [...after[name]],
  targets: ['staging', 'production'].map((environment) => ({
    component: name, environment, stage: environment, port: null, health: null,
    endpoint: { kind: 'local' as const }, verify: [{ name: 'answers', http: 'http://127.0.0.1/', within: '1s' }],
  })),
}); // oxfmt-ignore

export const shopWorkspace: Workspace = {
  id: 'shop-of-the-rig', file: '/shop/humdrum.yml', folder: '/shop', name: 'Shop', ledger: null,
  stages: ['staging', 'production'].map((name) => stage({ name, environment: name, together: false })),
  environments: [
    { name: 'staging', pools: [], watchMs: 0, verify: [] },
    { name: 'production', pools: [], watchMs: 0, verify: [{ name: 'places an order', http: 'http://127.0.0.1/', within: '1s' }] },
  ],
  components: names.map(componentOf), shared: [], people: [], secrets: [], acts: { hash: 'h', list: [] },
}; // oxfmt-ignore

export const makeShop = (): Shop => {
  const entriesOf = (environment: string, commit: Commit): Entry[] => [
    ...signed(names.flatMap((component, n) => deployed(n + 1, commit, 'passed', { component, stage: environment }))),
  ].map((entry) => ({ ...entry, id: uuid(Number(entry.id.slice(-6)) + (environment === 'staging' ? 0 : 1000)), environment })); // oxfmt-ignore
  return {
    running: new Map(names.map((name) => [name, oldCommit])),
    ledgers: new Map([
      ['staging', entriesOf('staging', newCommit)],
      ['production', entriesOf('production', oldCommit)],
    ]),
    orders: [],
    fates: {},
    breaks: null,
  };
};

const fateOf = (shop: Shop, component: string): Fate => shop.fates[component] ?? 'lands';

let ids = 500_000;

/** A session on the shop. A second one on the same shop is a teammate, or this machine after a restart. */
export const openShop = async (shop: Shop, workspace: Workspace = shopWorkspace): Promise<Session> => {
  const rig = await openRig(makeWorld());
  const { ports } = rig;
  const reading = (environment: string) => {
    const entries = [...(shop.ledgers.get(environment) ?? [])];
    return { environment, entries, tip: String(entries.length), readAt: ports.clock.now() };
  };
  async function* deploy(component: string, commit: Commit): AsyncGenerator<Progress> {
    shop.orders.push([component, commit]);
    const fate = fateOf(shop, component);
    if (fate !== 'refused' && fate !== 'lost') shop.running.set(component, commit);
    const receipts: Readonly<Partial<Record<Fate, Receipt>>> = {
      refused: { kind: 'refused', failure: lost },
      'answer-lost': { kind: 'unclear', failure: lost },
      lost: { kind: 'unclear', failure: lost },
    };
    yield { type: 'receipt', receipt: receipts[fate] ?? { kind: 'accepted', text: 'ok' } };
  }
  const session: Session = {
    ...rig,
    ports: {
      ...ports,
      endpoint: () => ({
        deploy: (order) => deploy(order.candidate.component, order.candidate.commit),
        observe: async (target) => {
          const named = target.environment === 'staging' ? newCommit : shop.running.get(target.component);
          const at = ports.clock.now();
          if (named === undefined) return { readAt: at, outcome: { kind: 'nothing' } };
          return { readAt: at, outcome: { kind: 'running', named, health: 'healthy', healthText: null } };
        },
      }),
      verifier: {
        run: async function* (test, values) {
          const tested = test.name === 'places an order' ? shop.breaks : (values.component ?? '');
          const isNew = tested !== null && shop.running.get(tested) === newCommit;
          const passed = !isNew || (tested !== shop.breaks && fateOf(shop, tested) !== 'faulty');
          yield { type: 'result', result: { name: test.name, passed, text: '', ms: 1 } };
        },
      },
      ledger: {
        ...ports.ledger,
        read: async () => done([...shop.ledgers.keys()].map(reading)),
        append: async (environment, decide) => {
          const own = shop.ledgers.get(environment) ?? [];
          const drafts = decide([...own]);
          if (!drafts.ok) return drafts;
          const made = signed(drafts.value).map((entry) => ({ ...entry, id: uuid((ids += 1)), at: ports.clock.now() }));
          shop.ledgers.set(environment, [...own, ...made]);
          // Others act before the answer is here.
          await new Promise(setImmediate);
          return done(reading(environment));
        },
      },
      identity: { ...ports.identity, uuid: () => uuid((ids += 1)) },
    },
    workspace,
    readings: noReadings,
  };
  await refresh(session, session.signal);
  return session;
};

export type Ended = Extract<ReleaseEvent, { type: 'ended' }>;

/** How a walk over a release ends. */
export const endOf = (run: ReleaseRun): Promise<Ended> =>
  new Promise((resolve) => {
    const hear = (event: ReleaseEvent): void => (event.type === 'ended' ? resolve(event) : undefined);
    run.events.forEach(hear);
    run.listeners.add(hear);
  });
