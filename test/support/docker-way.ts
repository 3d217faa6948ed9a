import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What happens to an order (a POST) on its way to the engine. `lost`: it never arrives. `cut`: it arrives, the answer does not.
 * `torn`: half of the answer does. A function: it is done before the order goes on.
 */
export type OrderFault = 'pass' | 'lost' | 'cut' | 'torn' | (() => Promise<void>);

/** A way to an engine on which orders get lost. */
export interface DockerWay {
  readonly socket: string;
  readonly port: number;
  order: OrderFault;
  /** Orders that came by. */
  orders: number;
  readonly close: () => Promise<void>;
}

const carry = (way: DockerWay, client: Socket, engine: Socket): void => {
  const end = (): void => {
    client.destroy();
    engine.destroy();
  };
  for (const socket of [client, engine]) socket.on('error', end).on('close', end);
  client.once('data', (chunk: Buffer) => {
    client.pause();
    const isOrder = chunk.toString('latin1').startsWith('POST');
    if (isOrder) way.orders += 1;
    const fault = isOrder ? way.order : 'pass';
    if (fault === 'lost') return end();
    if (fault === 'cut') engine.once('data', end);
    else if (fault === 'torn')
      engine.once('data', (answer: Buffer) => client.end(answer.subarray(0, answer.length - 5)));
    else engine.pipe(client);
    const go = (): void => {
      engine.write(chunk);
      client.pipe(engine);
    };
    if (typeof fault === 'function') void fault().then(go);
    else go();
  });
};

/** Carries every connection to the engine’s socket, from a socket and from a port of this machine. */
export const startDockerWay = async (engineSocket: string): Promise<DockerWay> => {
  const folder = await mkdtemp(join(tmpdir(), 'humdrum-way-'));
  const socket = join(folder, 'docker.sock');
  const open = new Set<Socket>();
  const accept = (client: Socket): void => {
    open.add(client);
    carry(way, client, connect(engineSocket));
  };
  const servers = [createServer(accept), createServer(accept)] as const;
  await new Promise<void>((resolve) => servers[0].listen(socket, resolve));
  await new Promise<void>((resolve) => servers[1].listen(0, '127.0.0.1', resolve));
  const { port } = servers[1].address() as AddressInfo; // as: it listens on TCP
  const way: DockerWay = {
    socket,
    port,
    order: 'pass',
    orders: 0,
    close: async () => {
      for (const client of open) client.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
      await rm(folder, { recursive: true, force: true });
    },
  };
  return way;
};
