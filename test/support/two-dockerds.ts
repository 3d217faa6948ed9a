import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startDockerd, type Dockerd } from './dockerd';

const run = promisify(execFile);

/** A swarm of two nodes with one wire between them: each engine in a network namespace of its own. */
export interface TwoDockerds {
  readonly manager: Dockerd;
  readonly worker: Dockerd;
  readonly cut: () => Promise<void>;
  readonly mend: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const wire = 'wire';
const addresses = ['10.231.8.1', '10.231.8.2'] as const;

/** @param images both nodes have them */
export const startTwoDockerds = async (images: readonly string[]): Promise<TwoDockerds> => {
  const [manager, worker] = await Promise.all([startDockerd({ images }), startDockerd({ images })]);
  const [one, other] = [manager.namespace, worker.namespace];
  await run('ip', ['link', 'add', wire, 'netns', one, 'type', 'veth', 'peer', 'name', wire, 'netns', other]);
  for (const [at, namespace] of [one, other].entries()) {
    await run('ip', ['-n', namespace, 'addr', 'add', `${addresses[at]}/24`, 'dev', wire]);
    await run('ip', ['-n', namespace, 'link', 'set', wire, 'up']);
  }
  await manager.docker.swarmInit({ ListenAddr: `${addresses[0]}:2377`, AdvertiseAddr: addresses[0] });
  // as: the types of this client say `any` of what a swarm is
  const { JoinTokens } = (await manager.docker.swarmInspect()) as { JoinTokens: { Worker: string } };
  await worker.docker.swarmJoin({
    ListenAddr: `${addresses[1]}:2377`,
    AdvertiseAddr: addresses[1],
    RemoteAddrs: [`${addresses[0]}:2377`],
    JoinToken: JoinTokens.Worker,
  });
  const set = (state: string) => async (): Promise<void> => {
    await run('ip', ['-n', other, 'link', 'set', wire, state]);
  };
  return {
    manager,
    worker,
    cut: set('down'),
    mend: set('up'),
    stop: async () => {
      await Promise.all([manager.stop(), worker.stop()]);
    },
  };
};
