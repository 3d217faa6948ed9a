import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

export interface PortRange {
  readonly first: number;
  /** The last one is below it. */
  readonly end: number;
}

/**
 * Where services listen behind their proxies. Below what Linux (32768 up) and macOS (49152 up) hand out by themselves, and below the
 * demo's own ports: between our look and the service's listen nobody is given the port by accident.
 */
export const servicePorts: PortRange = { first: 11_000, end: 21_000 };

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    // No host: both families, as most servers listen.
    server.listen({ port, exclusive: true }, () => server.close(() => resolve(true)));
  });

/** Hands out ports that nobody listens on and that are not in `avoid`, none of them twice within a minute. null: none was found in 200 tries. */
export const createServicePorts = (
  avoid: () => readonly number[],
  range = servicePorts,
): (() => Promise<number | null>) => {
  const handed = new Set<number>();
  return async () => {
    for (let tries = 0; tries < 200; tries++) {
      const port = randomInt(range.first, range.end);
      if (handed.has(port) || avoid().includes(port)) continue;
      // Kept before it is looked at: two who ask at once are looking at two ports.
      handed.add(port);
      if (!(await isFree(port))) {
        handed.delete(port);
        continue;
      }
      // By then its process listens, or never will.
      setTimeout(() => handed.delete(port), 60_000).unref();
      return port;
    }
    return null;
  };
};
