import { connect, createServer, type Server, type Socket } from 'node:net';

export interface ProxyTarget {
  readonly host: string;
  readonly port: number;
}

/** The public port of a component in an environment: passes bytes on to whichever process is its target now. */
export interface Proxy {
  readonly port: number;
  /** null, or why the port can't be had. */
  listen(): Promise<string | null>;
  /** New connections, and the next request of an open HTTP one, go to `target`; null: they are refused. */
  switchTo(target: ProxyTarget | null): void;
  /** Ends when no connection to `target` is left: quiet ones are closed, busy ones get `limitMs`, then are cut. */
  drain(target: ProxyTarget, limitMs: number): Promise<void>;
  close(): Promise<void>;
}

interface Connection {
  readonly client: Socket;
  upstream: Socket;
  target: ProxyTarget;
  last: 'nobody' | 'client' | 'upstream';
  at: number;
}

const lookEveryMs = 25;
const quietMs = 100;
const unusedMs = 1000;
const requestLine = /^[A-Z]{3,10} \S+ HTTP\/1\.[01]\r\n/;

const reach = (target: ProxyTarget): Socket =>
  connect({ host: target.host, port: target.port, allowHalfOpen: true, noDelay: true });

const attach = (connection: Connection): void => {
  const { client, upstream } = connection;
  const isCurrent = (): boolean => connection.upstream === upstream;
  upstream.on('data', (chunk: Buffer) => {
    if (!isCurrent()) return;
    connection.last = 'upstream';
    connection.at = performance.now();
    if (!client.write(chunk)) upstream.pause();
  });
  upstream.on('drain', () => client.resume());
  upstream.on('end', () => isCurrent() && client.end());
  upstream.on('error', () => isCurrent() && client.resetAndDestroy());
  upstream.on('close', () => isCurrent() && client.end());
};

export const createProxy = (port: number): Proxy => {
  const connections = new Set<Connection>();
  let current: ProxyTarget | null = null;
  let server: Server | null = null;

  const fromClient = (connection: Connection, chunk: Buffer): void => {
    // After an answer, a request line begins a new request: the old process owes this connection nothing any more.
    const begins = connection.last === 'upstream' && requestLine.test(chunk.subarray(0, 4096).toString('latin1'));
    if (begins && current !== null && current !== connection.target) {
      connection.upstream.destroy();
      connection.target = current;
      connection.upstream = reach(current);
      attach(connection);
    }
    connection.last = 'client';
    connection.at = performance.now();
    if (!connection.upstream.write(chunk)) connection.client.pause();
  };

  const accept = (client: Socket): void => {
    if (current === null) {
      client.resetAndDestroy();
      return;
    }
    const upstream = reach(current);
    const connection: Connection = { client, upstream, target: current, last: 'nobody', at: performance.now() };
    connections.add(connection);
    attach(connection);
    client.on('data', (chunk: Buffer) => fromClient(connection, chunk));
    client.on('drain', () => connection.upstream.resume());
    client.on('end', () => connection.upstream.end());
    client.on('error', () => {}); // 'close' follows.
    client.on('close', () => {
      connections.delete(connection);
      connection.upstream.destroy();
    });
  };

  return {
    port,
    listen: () =>
      new Promise((resolve) => {
        const listener = createServer({ allowHalfOpen: true, noDelay: true }, accept);
        listener.once('error', (error) => resolve(error.message));
        listener.listen({ port, host: '127.0.0.1' }, () => {
          server = listener;
          resolve(null);
        });
      }),
    switchTo: (target) => {
      current = target;
    },
    drain: async (target, limitMs) => {
      const until = performance.now() + limitMs;
      for (;;) {
        const now = performance.now();
        const left = [...connections].filter((c) => c.target === target);
        if (left.length === 0) return;
        for (const c of left) {
          const quiet = now - c.at;
          if (now > until) c.client.destroy();
          else if ((c.last === 'upstream' && quiet > quietMs) || (c.last === 'nobody' && quiet > unusedMs))
            c.client.end();
        }
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      }
    },
    close: () => {
      const listener = server;
      server = null;
      current = null;
      for (const c of connections) c.client.destroy();
      return new Promise((resolve) => (listener === null ? resolve() : listener.close(() => resolve())));
    },
  };
};
