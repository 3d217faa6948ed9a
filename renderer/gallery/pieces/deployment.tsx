import type { DeploymentEvent } from '../../../contract/deployment';
import { done, failed } from '../../../contract/failure';
import type { NamedBag } from '../../../contract/insights';
import type { Cell, ComponentView, Snapshot } from '../../../contract/snapshot';
import { DeploymentPanel } from '../../deployment/deployment-panel';
import { told } from '../fake-client';
import { inFlightOf, rollbackTo } from '../fixtures/cells';
import { catalog } from '../fixtures/corner-shop';
import { deploymentOf, eventsOf, type Story } from '../fixtures/deployments';
import { dismissedBag } from '../fixtures/insights';
import { snapshotOf } from '../fixtures/snapshots';
import { ago, candidateOf, jon, minutes, uuidOf } from '../fixtures/time-and-names';
import type { Piece } from '../piece';

/** The corner shop with something the matter in catalog's staging cell. */
const staging = (more: Partial<Cell>): Snapshot => {
  const view: ComponentView = {
    ...catalog,
    cells: catalog.cells.map((cell) => (cell.stage === 'staging' ? { ...cell, ...more } : cell)),
  };
  return snapshotOf([view]);
};

const running = candidateOf('catalog', 'v2.30.2');
const runsIt: Partial<Cell> = {
  running: { ...running, at: ago(minutes(90)), health: 'healthy', healthText: null, observedAt: ago(4000) },
  ...rollbackTo('catalog', 'v2.30.0', 12),
};

const ended = (story: Story, cell: Partial<Cell> = runsIt): Omit<Piece, 'name'> => ({
  snapshot: staging(cell),
  client: {
    watch: () => Promise.resolve(told(...eventsOf(story))),
    deployment: () => Promise.resolve(done(deploymentOf(story))),
  },
  width: 520,
  height: 720,
  draw: () => <DeploymentPanel deployment={deploymentOf(story).id} />,
});

const unheard = failed({ kind: 'no-such', what: 'deployment', name: 'it', known: [] });

const flying = (events: readonly DeploymentEvent[], more: Parameters<typeof inFlightOf>[3]): Omit<Piece, 'name'> => {
  const inFlight = inFlightOf('catalog', 'staging', 'v2.30.2', more);
  return {
    snapshot: staging({ inFlight }),
    client: { watch: () => Promise.resolve(told(...events)), deployment: () => Promise.resolve(unheard) },
    width: 520,
    height: 640,
    draw: () => <DeploymentPanel deployment={inFlight.deployment} />,
  };
};

const colours = Array.from({ length: 8 }, (_, n) => `\u001b[3${n}mcolour ${n}\u001b[0m \u001b[9${n}mbright\u001b[0m`);
const noisy: readonly DeploymentEvent[] = [
  ...eventsOf('running'),
  { type: 'log', at: ago(900), text: `${colours.join('\n')}\n\u001b[41;97m FAIL \u001b[0m \u001b[1;4mbold\u001b[0m\n` },
  { type: 'log', at: ago(800), text: '\u001b]0;a title\u0007\u001b[2J<b>not markup</b> \u202eback to front\n' },
  {
    type: 'log',
    at: ago(700),
    text: Array.from(
      { length: 5000 },
      (_, n) => `\u001b[2m${n}\u001b[0m GET /articles/${n} \u001b[32m200\u001b[0m`,
    ).join('\n'),
  },
];

const requested: DeploymentEvent = {
  type: 'phase',
  at: ago(2000),
  phase: 'requested',
  text: 'Looking at what staging runs now.',
};

/** Mended right away, and what somebody said of it. */
const marked = (more: Partial<NamedBag>): Omit<Piece, 'name'> => ({
  ...ended('faulty'),
  client: { ...ended('faulty').client, bag: () => Promise.resolve(done({ ...dismissedBag, ...more })) },
});

export const pieces: readonly Piece[] = [
  { name: 'deployment/deployed', ...ended('deployed') },
  { name: 'deployment/faulty', ...ended('faulty') },
  { name: 'deployment/brown paper bag', ...marked({ judgement: null, judged: null }) },
  { name: 'deployment/brown paper bag dismissed', ...marked({}) },
  {
    name: 'deployment/brown paper bag that can’t be read',
    ...ended('faulty'),
    client: {
      ...ended('faulty').client,
      bag: () => Promise.resolve(failed({ kind: 'not-read', what: 'The ledger of production' })),
    },
  },
  { name: 'deployment/not-deployed', ...ended('not-deployed') },
  { name: 'deployment/unknown', ...ended('unknown', {}) },
  { name: 'deployment/withdrawn', ...ended('withdrawn', {}) },
  {
    name: 'deployment/countdown',
    ...flying([{ type: 'countdown', at: ago(1000), totalMs: 3_600_000 }], {
      phase: 'countdown',
      countdownMs: 3_600_000,
      since: ago(1000),
    }),
  },
  { name: 'deployment/before sending', ...flying([requested], { phase: 'requested', since: ago(3000) }) },
  { name: 'deployment/running', ...flying(eventsOf('running'), { since: ago(42_000) }) },
  { name: 'deployment/noisy log', ...flying(noisy, { since: ago(42_000) }) },
  {
    name: 'deployment/of a teammate',
    ...flying([], { by: jon, mine: false, phase: 'verifying', text: 'places an order (staging).' }),
  },
  {
    name: 'deployment/orphaned',
    ...flying([], {
      orphaned: true,
      since: ago(minutes(47)),
      phase: 'sending',
      text: 'Found unfinished after a restart.',
    }),
  },
  {
    name: 'deployment/nobody knows it',
    snapshot: snapshotOf([catalog]),
    client: { watch: () => Promise.resolve(told()), deployment: () => Promise.resolve(unheard) },
    width: 520,
    height: 300,
    draw: () => <DeploymentPanel deployment={uuidOf('nobody knows it')} />,
  },
];
