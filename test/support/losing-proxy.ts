import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface LosingProxy {
  readonly port: number;
  /** From now on what the server says is swallowed; it goes on being told everything. */
  readonly mute: () => void;
  /** From now on nothing is passed on, in either direction. */
  readonly freeze: () => void;
  /** Resets every open connection, and lets everything through again. */
  readonly cut: () => void;
  /** Takes no new connection while it is closed. */
  readonly shut: (closed: boolean) => void;
  readonly close: () => Promise<void>;
}

/** A TCP proxy to a port of this machine that loses what passes when it is told to. */
export const openLosingProxy = async (to: number): Promise<LosingProxy> => {
  const sockets = new Set<Socket>();
  let lost: 'nothing' | 'answers' | 'everything' = 'nothing';
  let closed = false;
  const server = createServer((client) => {
    if (closed) return void client.resetAndDestroy();
    const far = connect(to, '127.0.0.1');
    for (const [socket, other] of [
      [client, far],
      [far, client],
    ] as const) {
      const passes = (): boolean => lost === 'nothing' || (lost === 'answers' && socket === client);
      sockets.add(socket);
      socket.on('data', (piece: Buffer) => void (passes() && other.write(piece)));
      socket.on('end', () => void (passes() && other.end()));
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        if (lost === 'nothing') other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // as: it listens on TCP
  const cut = (): void => {
    lost = 'nothing';
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    port,
    mute: () => {
      lost = 'answers';
    },
    freeze: () => {
      lost = 'everything';
    },
    cut,
    shut: (now) => (closed = now),
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
