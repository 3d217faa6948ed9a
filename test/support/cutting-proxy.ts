import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * What happens to connections from now on: `none`; `cuts`: what is asked arrives, and the connection is reset instead of the answer;
 * `hangs`: it arrives, and no answer comes back; `deaf`: nothing arrives; `half`: it is reset after so many bytes of the request.
 */
export type Fault = 'none' | 'cuts' | 'hangs' | 'deaf' | { readonly half: number };

export interface CuttingProxy {
  readonly port: number;
  readonly origin: string;
  fault: Fault;
  readonly close: () => Promise<void>;
}

/** Passes TCP connections on to a port of this machine, as faultily as it is told. */
export const openCuttingProxy = async (to: number): Promise<CuttingProxy> => {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const { fault } = proxy;
    const far = connect(to, '127.0.0.1');
    const end = (): void => {
      client.destroy();
      far.destroy();
    };
    for (const socket of [client, far]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', () => sockets.delete(socket));
    }
    let bytes = 0;
    client.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (fault === 'deaf') return;
      far.write(piece);
      if (typeof fault === 'object' && bytes >= fault.half) {
        client.resetAndDestroy();
        far.end();
      }
    });
    far.on('data', (piece: Buffer) => {
      // `100 Continue` is no answer yet.
      const isAnswer = !piece.toString('latin1', 0, 12).startsWith('HTTP/1.1 100');
      if (fault === 'cuts' && isAnswer) client.resetAndDestroy();
      else if (fault !== 'hangs' || !isAnswer) client.write(piece);
    });
    client.on('end', () => far.end());
    far.on('end', () => (fault === 'hangs' ? null : client.end()));
    client.on('close', () => (typeof fault === 'object' ? null : far.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // as: it listens on TCP
  const proxy: CuttingProxy = {
    port,
    origin: `http://127.0.0.1:${port}`,
    fault: 'none',
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
};
