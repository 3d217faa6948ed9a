import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from './certificates';

const host = 'IP:127.0.0.1';

/** TLS before a server that has none. `authority` and `stranger` are files: who vouches for it, and who does not. */
export const openTlsFront = async (to: string) => {
  const folder = await mkdtemp(join(tmpdir(), 'humdrum-tls-'));
  const [own, stranger] = [makeCertificate(folder, host, 'cluster-'), makeCertificate(folder, host, 'stranger-')];
  const tls = { key: await readFile(own.key), cert: await readFile(own.cert) };
  const server = createServer(tls, (incoming, outgoing) => {
    const { method = 'GET', url = '/', headers } = incoming;
    const on = request(new URL(url, to), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    on.on('error', () => outgoing.destroy());
    incoming.pipe(on);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // as: it listens on TCP
  return {
    origin: `https://127.0.0.1:${port}`,
    authority: own.cert,
    stranger: stranger.cert,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
};
