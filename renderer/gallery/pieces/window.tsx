import type { Runtime } from '../../../contract/host';
import type { Snapshot } from '../../../contract/snapshot';
import { cellKey } from '../../acts/acts-store';
import { App } from '../../app';
import { eventsOf } from '../fixtures/deployments';
import { armed, cornerShop, troubled } from '../fixtures/states';
import {
  brokenFile,
  firstClone,
  manyComponents,
  nothingConfigured,
  offline,
  untrusted,
} from '../fixtures/whole-workspaces';
import type { Piece } from '../piece';

const runtime: Runtime = {
  electron: '25.1.1',
  development: true,
  sandboxed: false,
  packaged: false,
  secrets: 'memory',
  version: '0.1.0',
};

/** The whole window: other screens by the hash, `gallery.html?piece=window/corner%20shop#/settings`. */
const whole = (name: string, snapshot: Snapshot | null, more: Partial<Piece> = {}): Piece => ({
  name: `window/${name}`,
  snapshot,
  height: 'full',
  draw: () => <App />,
  mirror: { runtime },
  ...more,
});

export const pieces: readonly Piece[] = [
  whole('corner shop', cornerShop),
  whole('troubles', troubled),
  whole('countdown', armed),
  whole('connecting', null, { mirror: { connection: 'connecting' } }),
  whole('engine lost', cornerShop, { mirror: { connection: 'lost' } }),
  whole('engine ended', cornerShop, { mirror: { connection: 'ended' } }),
  whole('engine restarting', cornerShop, { mirror: { connection: 'restarting' } }),
  whole('first clone', firstClone),
  whole('broken file', brokenFile),
  whole('offline', offline),
  whole('nothing configured', nothingConfigured),
  whole('untrusted', untrusted),
  whole('fifty components', manyComponents(50)),
  whole('three hundred components', manyComponents(300)),
  whole('acts', cornerShop, {
    acts: {
      [cellKey({ component: 'catalog', stage: 'staging' })]: {
        act: 'promote',
        promotion: null,
        startedAt: 1,
        events: eventsOf('deployed'),
        outcome: {
          kind: 'ended',
          ending: {
            kind: 'verdict',
            verdict: 'deployed',
            verification: 'passed',
            text: 'Deployed catalog v2.30.2 to staging; 3 tests passed.',
            next: 'Let it soak, then promote it to production.',
            failure: null,
          },
        },
      },
      [cellKey({ component: 'web', stage: 'production' })]: {
        act: 'promote',
        promotion: null,
        startedAt: 2,
        events: [],
        outcome: {
          kind: 'failed',
          failure: {
            kind: 'moved',
            environment: 'production',
            component: 'web',
            seen: '3c1aa9000000',
            now: '5d2e9a100000',
          },
        },
      },
      [cellKey({ component: 'basket', stage: 'test' })]: {
        act: 'verify',
        promotion: null,
        startedAt: 3,
        events: [],
        outcome: { kind: 'lost' },
      },
    },
  }),
];
