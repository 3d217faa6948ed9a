import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below the range that Linux (32768 up) and macOS (49152 up) hand out by themselves: between our look and the child's listen
// nobody is given the port by accident.
const first = 20_000;
const last = 32_000;

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    // No host: both families, as most servers listen.
    server.listen({ port, exclusive: true }, () => server.close(() => resolve(true)));
  });

/** A port nobody listens on, not among `taken`. null: none was found in 200 tries. */
export const findFreePort = async (taken: ReadonlySet<number>): Promise<number | null> => {
  for (let tries = 0; tries < 200; tries++) {
    const port = randomInt(first, last);
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  return null;
};
