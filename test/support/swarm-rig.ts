import { randomUUID } from 'node:crypto';
import { test as base } from '@playwright/test';
import { createEndpoints } from '../../main/endpoints/endpoints';
import type { Endpoint, Order } from '../../main/release/ports';
import type { Target } from '../../contract/workspace';
import type { DockerSwarmEndpoint } from '../../contract/endpoint-kinds/docker-swarm';
import { startDockerd, type Dockerd } from './dockerd';
import { never, targetOf } from './endpoint-orders';
import { nobody, sourceOf } from './endpoint-services';
import { ranAgainst } from './proves';
import { endpointOf, images, specOf, type ServiceOptions } from './swarm-service';

/** The endpoint as the app has it. */
export const swarmEndpoint = (folder = '/nonexistent', secrets: Readonly<Record<string, string>> = {}) => {
  const endpoint = createEndpoints({
    stateFolder: '/nonexistent',
    folder,
    supervisorScript: '/nonexistent',
    me: nobody,
    source: sourceOf({}),
    // Bound to an origin, as the keychain has it: `https://host:2376 NAME`.
    secrets: { get: async (name, origin) => secrets[`${origin} ${name}`] ?? null },
    now: () => new Date().toISOString(),
  })('docker-swarm');
  return { ...endpoint, find: (order: Order, signal: AbortSignal) => endpoint.find!(order, signal) };
};

export interface SwarmRig extends Dockerd {
  readonly endpoint: Required<Pick<Endpoint, 'find'>> & Endpoint;
  /** Makes a service of a name of its own, waits until it runs, and gives the target that it is. */
  readonly serve: (options?: ServiceOptions, more?: Partial<DockerSwarmEndpoint>) => Promise<Target>;
  /** What the endpoint says that runs: a commit, or whatever else it says. */
  readonly running: (target: Target) => Promise<string>;
}

export const nameOf = (target: Target): string =>
  target.endpoint.kind === 'docker-swarm' ? target.endpoint.service : '';

/** What an observation says, in a word. */
export const running = async (endpoint: Endpoint, target: Target): Promise<string> => {
  const { outcome } = await endpoint.observe(target, never);
  if (outcome.kind === 'running') return outcome.named;
  return outcome.kind === 'nothing' ? 'nothing' : outcome.failure.kind;
};

export const test = base.extend<{ swarm: SwarmRig }, { engine: Dockerd }>({
  engine: [
    async ({}, use) => {
      const engine = await startDockerd({ swarm: '127.0.0.1', images });
      await use(engine);
      await engine.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  swarm: async ({ engine }, use, info) => {
    ranAgainst(info, engine.version);
    const { docker } = engine;
    const endpoint = swarmEndpoint();
    await use({
      ...engine,
      endpoint,
      serve: async (options, more) => {
        const name = `shop-${randomUUID().slice(0, 8)}`;
        await docker.createService(specOf(name, options));
        const target = targetOf(endpointOf(engine, name, more));
        const wanted = options?.replicas ?? 1;
        await base.expect
          .poll(async () => {
            const tasks = await docker.listTasks({ filters: { service: [name] } });
            return tasks.filter((task) => task.Status?.State === 'running').length;
          })
          .toBe(wanted);
        return target;
      },
      running: (target) => running(endpoint, target),
    });
    for (const { ID } of await docker.listServices()) await docker.getService(ID).remove();
    await base.expect.poll(engine.runs).toEqual([]);
  },
});
