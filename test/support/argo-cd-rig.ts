import { test as base } from '@playwright/test';
import type { ArgoCdEndpoint } from '../../contract/endpoint-kinds/argo-cd';
import type { Target } from '../../contract/workspace';
import { createArgoCdEndpoint } from '../../main/endpoints/argo-cd/argo-cd-endpoint';
import type { Endpoint } from '../../main/release/ports';
import { argoCdDescription, argoCdVersion } from './argo-cd-description';
import { fakeArgo, type FakeArgo } from './argo-cd-fake';
import { json, type Peer } from './endpoint-http';
import { targetOf } from './endpoint-orders';
import { commitOf } from './endpoint-services';
import { startHeldPeer, type HeldPeer } from './validating-proxy';

export const token = 'eyJhbGciOi.argo.token';

export interface ArgoRig {
  readonly argo: FakeArgo;
  /** The fake's own port: for what goes wrong on the way. */
  readonly peer: Peer;
  readonly endpoint: Required<Endpoint>;
  /** Waits 2 s for an answer, 1 s after an order. */
  readonly hasty: Required<Endpoint>;
  /** Through the proxy that holds all to the description. */
  readonly target: (config?: Partial<ArgoCdEndpoint>) => Target;
  /** Past it. */
  readonly direct: (config?: Partial<ArgoCdEndpoint>) => Target;
  readonly system: string;
}

export const test = base.extend<{ rig: ArgoRig }, { held: HeldPeer }>({
  held: [
    async ({}, use) => {
      const held = await startHeldPeer(argoCdDescription);
      await use(held);
      await held.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  rig: async ({ held }, use) => {
    const { peer, origin } = held;
    const argo = fakeArgo(commitOf('a'), token);
    for (const all of [argo.known, argo.sound, argo.healthy]) all.add(commitOf('b'));
    peer.answer = (request, response, socket) => {
      const { status, body } = argo.handle(request);
      json(status, body)(request, response, socket);
    };
    const at = (server: string, config: Partial<ArgoCdEndpoint> = {}): Target =>
      targetOf(
        {
          kind: 'argo-cd',
          server,
          application: '${component}-${environment}',
          token: '${secret:ARGO}',
          within: '20s',
          ...config,
        },
        { component: 'shop', environment: 'staging', stage: 'staging' },
      );
    const options = {
      secrets: {
        get: async (name: string, asked: string) =>
          name === 'ARGO' && [peer.origin, origin].includes(asked) ? token : null,
      },
      now: () => new Date().toISOString(),
      everyMs: 20,
    };
    await use({
      argo,
      peer,
      endpoint: createArgoCdEndpoint({ ...options, requestMs: 9000 }),
      hasty: createArgoCdEndpoint({ ...options, requestMs: 2000, deployWithinMs: 1000 }),
      target: (config) => at(origin, config),
      direct: (config) => at(peer.origin, config),
      system: `Argo CD ${argoCdVersion}, as documented`,
    });
  },
});
