import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface SlowProxy {
  readonly port: number;
  /** From now on answers come a byte a second; false: as they come. */
  drip: (on: boolean) => void;
  readonly close: () => void;
}

/** Passes a TCP connection on, and its answers as slowly as it is told. */
export const openSlowProxy = async (to: number): Promise<SlowProxy> => {
  const sockets = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  let slow = false;
  const server = createServer((client) => {
    const far = connect(to, '127.0.0.1');
    let waiting = Buffer.alloc(0);
    const drop = setInterval(() => {
      if (waiting.length === 0) return;
      const size = slow ? 1 : waiting.length;
      client.write(waiting.subarray(0, size));
      waiting = waiting.subarray(size);
    }, 1000);
    timers.add(drop);
    const end = (): void => {
      clearInterval(drop);
      client.destroy();
      far.destroy();
    };
    for (const socket of [client, far]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', () => sockets.delete(socket));
    }
    far.on('data', (piece: Buffer) => {
      if (slow || waiting.length > 0) waiting = Buffer.concat([waiting, piece]);
      else client.write(piece);
    });
    client.on('data', (piece: Buffer) => far.write(piece));
    client.on('close', end);
    far.on('end', () => {
      if (waiting.length === 0) client.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // as: it listens on TCP
  return {
    port,
    drip: (on) => (slow = on),
    close: () => {
      for (const timer of timers) clearInterval(timer);
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};
