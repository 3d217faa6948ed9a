import { gunzipSync } from 'node:zlib';
import { test as base } from '@playwright/test';
import type { KubernetesEndpoint } from '../../contract/endpoint-kinds/kubernetes';
import type { Target } from '../../contract/workspace';
import { createKubernetesEndpoint } from '../../main/endpoints/kubernetes/kubernetes-endpoint';
import type { Endpoint } from '../../main/release/ports';
import { json, type Peer } from './endpoint-http';
import { targetOf } from './endpoint-orders';
import { commitOf } from './endpoint-services';
import { fakeCluster, type FakeCluster } from './kubernetes-fake';
import { npmFile } from './npm-file';
import { otherwise, prune, readDescription } from './openapi';
import { startHeldPeer, type HeldPeer } from './validating-proxy';

/** Kubernetes' own description of its API: the newest that npm has. apps/v1 and v1 are stable: nothing may be taken from them. */
const carrier = 'kubernetes-client@9.0.0';
const sha512 = 'Qy8o42dZVHB9P+cIiKdWpQbz/65l/qW1fDYvlzzeSLftmL1Ne3HEiM+0TmKAwNuRW0pTJN2tRWhcccToclxJ8g==';
const file = 'lib/specs/swagger-1.13.json.gz';
const needed =
  /^\/apis\/apps\/v1\/namespaces\/\{namespace\}\/(?:deployments|statefulsets|daemonsets|replicasets)(?:\/\{name\})?$|^\/api\/v1\/namespaces\/\{namespace\}\/pods$/;

/** It lists no refusals, which are all of this shape. */
const refusal = { $ref: '#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.Status' };

const describeApi = async () => {
  const whole = readDescription(gunzipSync(await npmFile(carrier, sha512, file)).toString('utf8'));
  return { version: whole.info.version, description: otherwise(prune(whole, needed), refusal) };
};

export const image = (digit: string): string => `registry.example/shop:${commitOf(digit)}`;
export const token = 'eyJhbGciOi.kubernetes.token';

export interface KubernetesRig {
  readonly cluster: FakeCluster;
  /** The fake's own port: for what goes wrong on the way. */
  readonly peer: Peer;
  readonly endpoint: Required<Endpoint>;
  /** Waits 2 s for an answer, 1 s after an order. */
  readonly hasty: Required<Endpoint>;
  /** Through the proxy that holds all to the description. */
  readonly target: (config?: Partial<KubernetesEndpoint>, more?: Partial<Target>) => Target;
  /** Past it. */
  readonly direct: (config?: Partial<KubernetesEndpoint>) => Target;
  /** Origins that the token is bound to. */
  readonly known: Set<string>;
  /** `Kubernetes v1.13.4, its description`. */
  readonly system: string;
}

interface Contract extends HeldPeer {
  readonly version: string;
}

export const test = base.extend<{ kube: KubernetesRig }, { contract: Contract }>({
  contract: [
    async ({}, use) => {
      const { version, description } = await describeApi();
      const held = await startHeldPeer(description);
      await use({ ...held, version });
      await held.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  kube: async ({ contract }, use) => {
    const { peer, origin, version } = contract;
    const cluster = fakeCluster('deployment', image('a'), token);
    cluster.workload.pullable.add(image('b'));
    peer.answer = (request, response, socket) => {
      const { status, body } = cluster.handle(request);
      json(status, body)(request, response, socket);
    };
    const at = (server: string, config: Partial<KubernetesEndpoint> = {}, more: Partial<Target> = {}): Target =>
      targetOf(
        {
          kind: 'kubernetes',
          server,
          token: '${secret:KUBE}',
          namespace: '${stage}',
          workload: `${cluster.workload.kind}/\${component}`,
          container: '${component}',
          image: 'registry.example/shop:${candidate.commit}',
          within: '20s',
          ...config,
        },
        { component: 'shop', environment: 'staging', stage: 'staging', ...more },
      );
    const known = new Set([peer.origin, origin]);
    const options = {
      secrets: { get: async (name: string, asked: string) => (name === 'KUBE' && known.has(asked) ? token : null) },
      now: () => new Date().toISOString(),
      folder: '/',
      everyMs: 20,
    };
    await use({
      cluster,
      peer,
      known,
      endpoint: createKubernetesEndpoint({ ...options, requestMs: 9000 }),
      hasty: createKubernetesEndpoint({ ...options, requestMs: 2000, deployWithinMs: 1000 }),
      target: (config, more) => at(origin, config, more),
      direct: (config) => at(peer.origin, config),
      system: `Kubernetes ${version}, its own description`,
    });
  },
});

/** How many orders were sent, of what a peer saw from `from` on. */
export const patches = ({ peer }: KubernetesRig, from: number): number =>
  peer.seen.slice(from).filter(({ method }) => method === 'PATCH').length;
