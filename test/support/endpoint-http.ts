import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import type { HttpEndpoint } from '../../contract/endpoint-kinds/http';
import type { Target } from '../../contract/workspace';
import { createHttpEndpoint } from '../../main/endpoints/http/http-endpoint';
import type { Endpoint } from '../../main/release/ports';
import { targetOf } from './endpoint-orders';

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Answer = (request: Seen, response: ServerResponse, socket: Socket) => void;

export interface Peer {
  readonly origin: string;
  readonly seen: readonly Seen[];
  /** How requests are answered from now on. */
  answer: Answer;
  readonly close: () => Promise<void>;
}

export const json =
  (status: number, body: unknown): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

export const html =
  (status: number): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
  };
export const hangs: Answer = () => {};
export const resets: Answer = (_request, _response, socket) => void socket.resetAndDestroy();
/** Whatever is asked by `method` reaches `heard`, if there is one, and its answer is cut off; everything else goes on. */
export const cutsAnswers = (peer: Peer, method: string, heard: ((request: Seen) => unknown) | null): void => {
  const { answer } = peer;
  peer.answer = (request, response, socket) => {
    if (request.method !== method) return answer(request, response, socket);
    heard?.(request);
    resets(request, response, socket);
  };
};
export const redirects =
  (status: number, to: string): Answer =>
  (_request, response) => {
    response.writeHead(status, { location: to }).end();
  };
/** Says 200 and its length, then closes half way. */
export const truncates: Answer = (_request, response, socket) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"commit":', () => socket.end());
};
/** A byte now and then, for ever. */
export const drips: Answer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 10);
  response.on('close', () => clearInterval(timer));
};
export const floods: Answer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const more = (): void => {
    while (!response.destroyed && response.write('x'.repeat(65_536)));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
};

export const startPeer = async (answer: Answer): Promise<Peer> => {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      seen.push({ method, url, headers, body });
      peer.answer({ method, url, headers, body }, response, request.socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // as: it listens on TCP
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const peer: Peer = { origin: `http://127.0.0.1:${port}`, seen, answer, close };
  return peer;
};

export const secret = 'hunter2+/="quoted"';

export interface HttpRig {
  readonly peer: Peer;
  readonly endpoint: Required<Endpoint>;
  /** The workspace file's. */
  readonly folder: string;
  readonly target: (config?: Partial<HttpEndpoint>, more?: Partial<Target>) => Target;
  readonly another: (answer: Answer) => Promise<Peer>;
}

/** A deployment system on a real port, and the endpoint that talks to it; the secret TOKEN is bound to it alone. */
export const test = base.extend<{ http: HttpRig }>({
  http: async ({}, use) => {
    const peer = await startPeer(json(200, {}));
    const others: Peer[] = [];
    const folder = await mkdtemp(join(tmpdir(), 'humdrum-http-'));
    const endpoint = createHttpEndpoint({
      secrets: { get: async (name, origin) => (name === 'TOKEN' && origin === peer.origin ? secret : null) },
      now: () => new Date().toISOString(),
      folder,
      deployWithinMs: 400,
    });
    await use({
      peer,
      endpoint,
      folder,
      target: (config = {}, more = {}) =>
        targetOf(
          {
            kind: 'http',
            deploy: {
              method: 'POST',
              url: `${peer.origin}/deploy/\${component}`,
              headers: { Authorization: 'Bearer ${secret:TOKEN}' },
              json: { commit: '${candidate.commit}', id: '${deployment.id}' },
            },
            observe: { url: `${peer.origin}/version`, commit: '/commit', answers: 1, health: '/status' },
            ...config,
          },
          more,
        ),
      another: async (answer) => {
        const other = await startPeer(answer);
        others.push(other);
        return other;
      },
    });
    for (const each of [peer, ...others]) await each.close();
    await rm(folder, { recursive: true });
  },
});
