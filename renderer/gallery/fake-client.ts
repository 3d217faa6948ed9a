import { AsyncIteratorClass } from '@orpc/client';
import { done } from '../../contract/failure';
import type { TestingEvent } from '../../contract/new-workspace';
import type { ReleaseEvent } from '../../contract/release';
import type { Settings } from '../../contract/settings';
import type { Client } from '../client';
import { cornerShopAgreement } from './fixtures/agreement';
import { candidateOf } from './fixtures/time-and-names';
import { cornerShopSecrets, endpointTest } from './fixtures/connections';
import { cornerShopComparison, examplePatch } from './fixtures/comparisons';
import { deploymentOf, eventsOf } from './fixtures/deployments';
import { cornerShopInsights } from './fixtures/insights';
import { cornerShopIsolation } from './fixtures/isolation';
import { corner } from './fixtures/ledger-entries';
import { historyOf } from './fixtures/histories';
import { checkedText, cornerShopProposal, testedTargets } from './fixtures/proposals';
import { cornerShopReleases, release } from './fixtures/releases';
import { writtenPage } from './fixtures/release-pages';
import { cornerShopRotation } from './fixtures/rotation';

const settings: Settings = {
  appearance: 'system',
  notifications: true,
  recentWorkspaces: ['/home/mira/shop/humdrum.yml'],
  sort: 'file',
  person: null,
};

/** A stream that tells these and ends. */
export const told = <T>(...values: readonly T[]): AsyncIteratorClass<T, unknown, void> => {
  const left = values[Symbol.iterator]();
  return new AsyncIteratorClass<T, unknown, void>(
    () => Promise.resolve(left.next()),
    () => Promise.resolve(),
  );
};
const nothing = () => Promise.resolve(done(null));
const act = () => Promise.resolve(told(...eventsOf('deployed')));

const answers: Client = {
  snapshot: () => Promise.resolve(told()),
  refresh: nothing,
  baseline: nothing,
  promote: act,
  rollback: act,
  redeploy: act,
  withdraw: nothing,
  stopWaiting: nothing,
  watch: act,
  verify: nothing,
  adopt: nothing,
  resume: nothing,
  lock: nothing,
  unlock: nothing,
  approve: nothing,
  resolve: nothing,
  stopLine: nothing,
  startLine: nothing,
  judge: nothing,
  openIncident: nothing,
  closeIncident: nothing,
  handOver: nothing,
  compare: (input) => Promise.resolve(done(cornerShopComparison(input))),
  patch: ({ path }) => Promise.resolve(examplePatch(path)),
  changes: () =>
    Promise.resolve(
      done(cornerShopComparison({ from: 'a', to: 'b', component: 'catalog' }).components[0]?.changes ?? []),
    ),
  history: ({ component }) => Promise.resolve(done(historyOf(component))),
  eligibility: ({ component }) =>
    Promise.resolve(done({ candidate: candidateOf(component, 'v2.31.0'), ahead: 3, behind: 0, objections: [] })),
  activity: ({ component, stage, kind, limit }) =>
    Promise.resolve(
      done(
        corner
          .filter((entry) => component === null || component === undefined || entry.component === component)
          .filter((entry) => stage === null || stage === undefined || entry.environment === stage)
          .filter((entry) => kind === null || kind === undefined || entry.kind === kind)
          .slice(0, limit),
      ),
    ),
  isolation: () => Promise.resolve(done(cornerShopIsolation)),
  releases: () => Promise.resolve(done(cornerShopReleases)),
  cut: () => Promise.resolve(done(release('2026-11-23.1', []))),
  promoteRelease: () => Promise.resolve(told<ReleaseEvent>()),
  putBackRelease: () => Promise.resolve(told<ReleaseEvent>()),
  releasePage: () => Promise.resolve(done(writtenPage({}))),
  keepNotes: nothing,
  signOff: nothing,
  agreement: () => Promise.resolve(done(cornerShopAgreement)),
  rotation: () => Promise.resolve(done(cornerShopRotation)),
  insights: () => Promise.resolve(done(cornerShopInsights)),
  deployment: () => Promise.resolve(done(deploymentOf('deployed'))),
  bag: () => Promise.resolve(done(null)),
  trust: nothing,
  testEndpoint: ({ component, stage }) =>
    Promise.resolve(
      component === 'web'
        ? {
            ok: false,
            failure: { kind: 'endpoint-hangs', where: `https://${stage}.shop.example/version`, afterMs: 10_000 },
          }
        : done(endpointTest(component, stage)),
    ),
  propose: () => Promise.resolve(done(cornerShopProposal)),
  checkText: ({ text }) => Promise.resolve(checkedText(text)),
  testText: () => Promise.resolve(told<TestingEvent>({ type: 'ended', result: done(testedTargets) })),
  saveWorkspace: nothing,
  secretNeeds: () => Promise.resolve(done(cornerShopSecrets)),
  resetDemo: nothing,
  host: {
    secrets: {
      get: () => Promise.resolve(null),
      set: () => Promise.resolve(),
      remove: () => Promise.resolve(),
      list: () =>
        Promise.resolve([
          { name: 'DEPLOY', origin: 'https://deploy.shop.example' },
          { name: 'GITHUB', origin: 'https://api.github.com' },
        ]),
    },
    settings: {
      get: () => Promise.resolve(settings),
      set: (patch) => Promise.resolve({ ...settings, ...patch } as Settings), // as: a patch leaves nothing out that settings need
      watch: () => Promise.resolve(told(settings)),
    },
    notify: () => Promise.resolve(),
    openLink: () => Promise.resolve(),
    runtime: () =>
      Promise.resolve({
        electron: '25.1.1',
        development: true,
        sandboxed: false,
        packaged: false,
        secrets: 'memory',
        version: '0.1.0',
      }),
    chooseWorkspace: () => Promise.resolve(null),
    chooseFolder: () => Promise.resolve('/home/mira/shop'),
    openWorkspace: () => Promise.resolve(),
  },
};

/** A client that answers from the fixtures, for the gallery. */
export const fakeClient = (differs: Partial<Client> = {}): Client => ({ ...answers, ...differs });
