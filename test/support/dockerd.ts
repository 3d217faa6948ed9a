import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Docker from 'dockerode';

/** A real Docker engine in a network namespace of its own, asked by a client that is not ours. */
export interface Dockerd {
  readonly docker: Docker;
  readonly socket: string;
  readonly pid: number;
  readonly namespace: string;
  /** `Docker 20.10.24`, as it says it. */
  readonly version: string;
  /** The images of the containers that really run on this engine. */
  readonly runs: () => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
}

export interface DockerdOptions {
  /** The address of its own swarm, in its namespace. Default: none, it is to join another. */
  readonly swarm?: string;
  /** `shop:1.0`, or with a command `shop:1.0=["/bin/busybox","false"]`. */
  readonly images?: readonly string[];
  /** More arguments of dockerd. */
  readonly more?: readonly string[];
}

const script = resolve(__dirname, '../../scripts/dockerd.mjs');

interface Told {
  readonly socket: string;
  readonly pid: number;
  readonly namespace: string;
}

/** Starts what `scripts/dockerd.mjs` starts; it takes everything away again, also where this process dies. */
export const startDockerd = async ({ swarm, images = [], more = [] }: DockerdOptions): Promise<Dockerd> => {
  const folder = await mkdtemp(join(tmpdir(), 'humdrum-dockerd-'));
  const args = [
    folder,
    ...(swarm === undefined ? [] : ['--swarm', swarm]),
    ...images.flatMap((image) => ['--image', image]),
  ];
  const child = spawn(process.execPath, [script, ...args, '--', ...more], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let out = '';
  let trouble = '';
  child.stderr?.on('data', (chunk: Buffer) => (trouble += chunk.toString()));
  const told = await new Promise<Told>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out.endsWith('\n')) resolve(JSON.parse(out) as Told); // as: the script says so
    });
    child.once('close', () => reject(new Error(`dockerd: ${trouble}`)));
  });
  const docker = new Docker({ socketPath: told.socket });
  const { Version } = await docker.version();
  return {
    ...told,
    docker,
    version: `Docker ${Version.split('+')[0]}`,
    runs: async () => (await docker.listContainers()).map(({ Image }) => Image),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};
