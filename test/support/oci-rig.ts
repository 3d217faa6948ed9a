import { request, type OutgoingHttpHeaders } from 'node:http';
import { expect, test as base } from '@playwright/test';
import type { OciTagEndpoint } from '../../contract/endpoint-kinds/oci-tag';
import type { Target } from '../../contract/workspace';
import { createOciTagEndpoint } from '../../main/endpoints/oci-tag/oci-tag-endpoint';
import type { Endpoint } from '../../main/release/ports';
import { startPeer, type Peer } from './endpoint-http';
import { deploy, never, orderOf, targetOf } from './endpoint-orders';
import { commitOf } from './endpoint-services';
import { startRegistry, type OciRegistry } from './oci-registry';

/** `lost`: passed on, the answer dropped. `untold`: dropped, and answered as if it had been done. */
export type Misbehaviour = 'none' | 'hangs' | 'lost' | 'untold' | 'hangs after';

export interface OciRig {
  readonly registry: OciRegistry;
  /** A proxy in front of it that may misbehave when something is written. */
  readonly between: Peer;
  misbehave: Misbehaviour;
  readonly endpoint: Required<Endpoint>;
  readonly target: (config?: Partial<OciTagEndpoint>, more?: Partial<Target>) => Target;
}

/** Passes a request on to the registry as it came, and the answer back. */
const passOn =
  (to: string, rig: () => Misbehaviour): Peer['answer'] =>
  (seen, response, socket) => {
    const { method, url, headers, body } = seen;
    const how = method === 'PUT' ? rig() : 'none';
    if (how === 'hangs') return;
    if (how === 'untold') return void response.writeHead(201).end();
    const given: OutgoingHttpHeaders = { ...headers };
    const further = request(new URL(url, to), { method, headers: given, agent: false }, (answer) => {
      if (how === 'hangs after') return;
      if (how === 'lost') return void socket.resetAndDestroy();
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    further.on('error', () => socket.destroy());
    further.end(body);
  };

export const ociConfig = (registry: string, config: Partial<OciTagEndpoint> = {}): OciTagEndpoint => ({
  kind: 'oci-tag',
  registry,
  repository: 'shop/${component}',
  tag: '${environment}',
  candidate: '${candidate.commit}',
  ...config,
});

/** One registry for a file's tests, each with a repository of its own: `shop/` and the test's number. */
export const test = base.extend<{ oci: OciRig }, { registry: OciRegistry }>({
  registry: [
    async ({}, use) => {
      const registry = await startRegistry();
      await use(registry);
      await registry.close();
    },
    { scope: 'worker' },
  ],
  oci: async ({ registry }, use, info) => {
    let misbehave: Misbehaviour = 'none';
    const between = await startPeer(passOn(registry.origin, () => misbehave));
    const component = info.testId.replaceAll(/[^a-z0-9]/g, 'x');
    await use({
      registry,
      between,
      get misbehave() {
        return misbehave;
      },
      set misbehave(how) {
        misbehave = how;
      },
      endpoint: createOciTagEndpoint({ secrets: { get: async () => null }, now: () => new Date().toISOString() }),
      target: (config = {}, more = {}) =>
        targetOf(ociConfig(between.origin, config), { component, environment: 'production', ...more }),
    });
    await between.close();
  },
});

/** The older one first. */
export const candidates = [commitOf('a'), commitOf('b')] as const;
export const revision = 'org.opencontainers.image.revision';

/** Two candidates, of which production follows the older. */
export const shop = async (oci: OciRig) => {
  const [older, newer] = candidates;
  const target = oci.target();
  const repository = `shop/${target.component}`;
  const digests = {
    [older]: await oci.registry.push(repository, older, { labels: { [revision]: older } }),
    [newer]: await oci.registry.push(repository, newer, { labels: { [revision]: newer } }),
  };
  expect((await deploy(oci.endpoint, orderOf(target, older))).receipt.kind).toBe('accepted');
  const now = () => oci.registry.digest(repository, 'production');
  expect(await now()).toBe(digests[older]);
  return { target, repository, digests, now };
};

/** What its endpoint says runs. */
export const running = async (oci: OciRig, target = oci.target()) =>
  (await oci.endpoint.observe(target, never)).outcome;
/** How often something was written. */
export const puts = (oci: OciRig): number => oci.between.seen.filter(({ method }) => method === 'PUT').length;
