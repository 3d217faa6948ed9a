import type Docker from 'dockerode';
import type { DockerSwarmEndpoint } from '../../contract/endpoint-kinds/docker-swarm';
import { commitOf } from './endpoint-services';
import type { Dockerd } from './dockerd';

export const good = commitOf('a');
export const better = commitOf('b');
/** Its containers end at once. */
export const exits = commitOf('c');
/** Its containers end after a second, well. */
export const restless = commitOf('d');
/** There is no such image. */
export const missing = commitOf('e');

export const images = [
  `shop:${good}`,
  `shop:${better}`,
  `shop:${exits}=["/bin/busybox","sh","-c","exit 3"]`,
  `shop:${restless}=["/bin/busybox","sh","-c","sleep 2; exit 4"]`,
  'other:1',
];

const second = 1e9;

export interface ServiceOptions {
  readonly image?: string;
  readonly replicas?: number;
  readonly onFailure?: 'pause' | 'continue' | 'rollback';
  /** Between one task's update and the next one's; seconds. */
  readonly delay?: number;
  /** How many tasks are updated at once; 0: all. */
  readonly parallel?: number;
  readonly mode?: Docker.ServiceSpec['Mode'];
}

/** A service as people have it: with an environment, labels and limits that are none of Humdrum's business. */
export const specOf = (name: string, options: ServiceOptions = {}): Docker.CreateServiceOptions => {
  const { image = `shop:${good}`, replicas = 1, onFailure = 'rollback', delay = 0, parallel = 1 } = options;
  return {
    Name: name,
    Labels: { team: 'corner shop' },
    TaskTemplate: {
      ContainerSpec: {
        Image: image,
        Env: ['PASSWORD=tr0ub4dor'],
        Labels: { tier: 'front' },
        StopGracePeriod: 0.2 * second,
      },
      Networks: [{ Target: 'host' }],
      Resources: { Limits: { MemoryBytes: 64 * 1024 * 1024 } },
      RestartPolicy: { Condition: 'any', Delay: 0.2 * second },
    },
    Mode: options.mode ?? { Replicated: { Replicas: replicas } },
    UpdateConfig: {
      Parallelism: parallel,
      Monitor: second,
      FailureAction: onFailure,
      Delay: delay * second,
      Order: 'stop-first',
    },
    RollbackConfig: { Parallelism: 1, Monitor: second, FailureAction: 'pause', Order: 'stop-first' },
  };
};

export const endpointOf = (
  { socket }: Pick<Dockerd, 'socket'>,
  service: string,
  more: Partial<DockerSwarmEndpoint> = {},
): DockerSwarmEndpoint => ({
  kind: 'docker-swarm',
  host: `unix://${socket}`,
  service,
  image: 'shop:${candidate.commit}',
  within: '1m',
  ...more,
});
