import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json as readJson } from 'node:stream/consumers';
import { z } from 'zod';

export interface HeldEndpoint {
  readonly origin: string;
  /** Commits that were ordered, as they came. */
  readonly orders: readonly string[];
  /** Lets orders be carried out, those that wait and those to come. */
  readonly release: () => void;
  readonly close: () => void;
}

/** An endpoint that takes an order and does nothing about it until it is let. */
export const openHeldEndpoint = async (running: string): Promise<HeldEndpoint> => {
  const orders: string[] = [];
  let now = running;
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      response.setHeader('content-type', 'application/json');
      if (request.method === 'POST') {
        const { commit } = z.object({ commit: z.string() }).parse(await readJson(request));
        orders.push(commit);
        await released;
        now = commit;
        response.statusCode = 202;
      }
      response.end(JSON.stringify({ commit: now }));
    };
    answer().catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // as: it listens on TCP
  return {
    origin: `http://127.0.0.1:${port}`,
    orders,
    release: () => release(),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
