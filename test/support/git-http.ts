import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface GitHttpOptions {
  /** `user:password`; without the right one the answer is 401. */
  readonly password?: string;
  /** Every request whose path holds this gets no answer at all. */
  readonly hangAt?: string;
  /** Requests whose path holds this are carried out, and then the connection is cut without an answer. */
  readonly cutAt?: string;
  /** https instead of http. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Before a request is carried out. */
  readonly before?: (path: string) => Promise<void>;
}

export interface GitHttp {
  readonly url: (name: string) => string;
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

/** CGI: headers, an empty line, the body. */
const passOn = (output: Buffer, response: ServerResponse): void => {
  const end = output.indexOf('\r\n\r\n');
  for (const line of output.toString('latin1', 0, end).split('\r\n')) {
    const [name = '', value = ''] = line.split(/: (.*)/);
    if (name === 'Status') response.statusCode = Number(value.slice(0, 3));
    else if (name !== '') response.setHeader(name, value);
  }
  response.end(output.subarray(end + 4));
};

const backend = (root: string, request: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const child = spawn('git', ['http-backend'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {
        PATH: process.env['PATH'],
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_PROJECT_ROOT: root,
        GIT_HTTP_EXPORT_ALL: '1',
        REMOTE_USER: 'tester',
        REQUEST_METHOD: request.method,
        PATH_INFO: path,
        QUERY_STRING: query,
        CONTENT_TYPE: request.headers['content-type'],
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
        GIT_PROTOCOL: request.headers['git-protocol'] as string | undefined,
      },
    });
    const pieces: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
    child.stdin.on('error', () => undefined);
    request.pipe(child.stdin);
    child.once('error', reject);
    child.once('close', () => resolve(Buffer.concat(pieces)));
  });

/** git's own smart HTTP on a free port of this machine, for the repositories below `root`. */
export const serveGitOverHttp = async (root: string, options: GitHttpOptions = {}): Promise<GitHttp> => {
  const requests: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '';
    requests.push(path);
    if (options.hangAt !== undefined && path.includes(options.hangAt)) return;
    const wanted = options.password && `Basic ${Buffer.from(options.password).toString('base64')}`;
    if (wanted && request.headers.authorization !== wanted) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return;
    }
    await options.before?.(path);
    const output = await backend(root, request);
    if (options.cutAt !== undefined && path.includes(options.cutAt)) request.socket.destroy();
    else passOn(output, response);
  };
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    answer(request, response).catch(() => request.socket.destroy());
  };
  const server = options.tls ? createTlsServer(options.tls, take) : createServer(take);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is an object.
  const { port } = server.address() as AddressInfo;
  return {
    url: (name) => `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}/${name}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
