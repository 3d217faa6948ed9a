import { createServer } from 'node:net';

export const environments = ['dev', 'test', 'staging', 'production'] as const;
export type DemoEnvironment = (typeof environments)[number];

export const services = ['catalog', 'basket', 'checkout', 'web'] as const;
export type Service = (typeof services)[number];

/** Below the range that Linux gives to outgoing connections (32768 and up). */
export const defaultBasePort = 21_400;
const blockSize = 40;
const blocks = 20;

/** dev …01 to …04, test …11 to …14, staging …21 to …24, production …31 to …34 of a block. */
export const portOf = (basePort: number, environment: DemoEnvironment, service: Service): number =>
  basePort + environments.indexOf(environment) * 10 + services.indexOf(service) + 1;

export const allPorts = (basePort: number): readonly number[] =>
  environments.flatMap((environment) => services.map((service) => portOf(basePort, environment, service)));

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });

export const isBlockFree = async (basePort: number): Promise<boolean> =>
  (await Promise.all(allPorts(basePort).map(isFree))).every(Boolean);

/** The first of some blocks from `from` on whose 16 ports are all free; null where none is. */
export const freeBlock = async (from: number): Promise<number | null> => {
  for (let i = 0; i < blocks; i += 1) {
    const base = from + i * blockSize;
    if (await isBlockFree(base)) return base;
  }
  return null;
};
