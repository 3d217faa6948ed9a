import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { HttpEndpoint } from '../../contract/endpoint-kinds/http';
import { secret, test, type HttpRig } from '../support/endpoint-http';
import { deploy, failureOf, orderOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';

const commit = commitOf('a');

const orderWith = (http: HttpRig, body: Partial<HttpEndpoint['deploy']>, origin = http.peer.origin) =>
  orderOf(http.target({ deploy: { method: 'PUT', url: `${origin}/deploy`, within: '20s', ...body } }), commit);

test('a form is sent as browsers send it, with secrets that are masked where they come back', async ({ http }) => {
  http.peer.answer = ({ body }, response) => void response.end(`got ${body}`);
  const form = { commit: '${candidate.commit}', 'what & why': 'a=b ä', token: '${secret:TOKEN}' };
  const { receipt, log } = await deploy(http.endpoint, orderWith(http, { form }));
  expect(receipt.kind).toBe('accepted');
  const [seen] = http.peer.seen;
  expect(seen?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  expect(Object.fromEntries(new URLSearchParams(seen?.body))).toEqual({
    commit,
    'what & why': 'a=b ä',
    token: secret,
  });
  expect(log).toContain('•••');
  expect(log).not.toContain('hunter2');
});

test('texts and a file are sent as multipart, in a form that a browser’s parser reads back', async ({ http }) => {
  await mkdir(join(http.folder, 'dist'));
  await writeFile(join(http.folder, 'dist', `${commit}.txt`), 'line\r\n--humdrum\r\nlast');
  const multipart = {
    'a "name"': '${candidate.version}',
    token: '${secret:TOKEN}',
    bundle: { file: 'dist/${candidate.commit}.txt' },
  };
  await deploy(http.endpoint, orderWith(http, { multipart }));
  const [seen] = http.peer.seen;
  expect(Buffer.byteLength(seen?.body ?? '')).toBe(Number(seen?.headers['content-length']));
  const read = await new Response(seen?.body, {
    headers: { 'content-type': seen?.headers['content-type'] ?? '' },
  }).formData();
  expect(read.get('a "name"')).toBe('v1.2.3');
  expect(read.get('token')).toBe(secret);
  const file = read.get('bundle') as File; // as: it was sent as a file
  expect(file.name).toBe(`${commit}.txt`);
  expect(await file.text()).toBe('line\r\n--humdrum\r\nlast');
});

for (const [what, name, prepare, why] of [
  ['is not there', 'missing.war', async () => {}, 'ENOENT'],
  ['is a folder', 'dist', (folder: string) => mkdir(join(folder, 'dist')), 'it is no file'],
  ['is outside by a candidate’s name', '${component}', async () => {}, 'it is outside of'],
  [
    'is outside by a link',
    'link',
    (folder: string) => symlink('/etc/hostname', join(folder, 'link')),
    'it is outside of',
  ],
] as const)
  test(`nothing is sent where the file ${what}, and it says so`, async ({ http }) => {
    await prepare(http.folder);
    const target = http.target(
      { deploy: { method: 'PUT', url: `${http.peer.origin}/deploy`, file: name } },
      { component: `${'../'.repeat(20)}etc/hostname` },
    );
    const { receipt } = await deploy(http.endpoint, orderOf(target, commit));
    expect(receipt).toMatchObject({ kind: 'refused', failure: { kind: 'file-unreadable' } });
    expect(JSON.stringify(failureOf(receipt))).toContain(why);
    expect(http.peer.seen).toEqual([]);
  });

const large = Buffer.alloc(3 * 1024 * 1024, 'humdrum');

test('a large file is sent to a server that says nothing when it is asked whether it takes it', async ({ http }) => {
  await writeFile(join(http.folder, 'large'), large);
  const got: Buffer[] = [];
  // No HTTP server but a socket: it does not know `Expect`.
  const server = createTcpServer((socket) => {
    socket.on('data', (piece: Buffer) => {
      got.push(piece);
      const all = Buffer.concat(got);
      const end = all.indexOf('\r\n\r\n');
      if (all.length === end + 4 + large.length) socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nOK');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // as: it listens on TCP
  const { receipt } = await deploy(http.endpoint, orderWith(http, { file: 'large' }, `http://127.0.0.1:${port}`));
  expect(receipt.kind).toBe('accepted');
  const all = Buffer.concat(got);
  expect(all.toString('latin1', 0, 500)).toMatch(/^expect: 100-continue\r$/im);
  expect(all.subarray(-large.length).equals(large)).toBe(true);
  await new Promise((resolve) => server.close(resolve));
});

test('whoever refuses a large file by its headers and hangs up is understood', async ({ http }) => {
  await writeFile(join(http.folder, 'large'), large);
  // What is on its way when a socket is closed resets the connection, and takes along an answer that was not read yet.
  const server = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.pause();
      socket.write('HTTP/1.1 401 Unauthorized\r\ncontent-length: 2\r\n\r\nno', () => socket.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // as: it listens on TCP
  const { receipt } = await deploy(http.endpoint, orderWith(http, { file: 'large' }, `http://127.0.0.1:${port}`));
  expect(receipt).toMatchObject({ kind: 'refused', failure: { kind: 'credentials-refused' } });
  await new Promise((resolve) => server.close(resolve));
});

test('a file that is cut shorter while it is sent never looks like the whole of it', async ({ http }) => {
  await writeFile(join(http.folder, 'large'), large);
  let whole = false;
  const server = createServer();
  server.on('checkContinue', (request: IncomingMessage, response) => {
    request.on('error', () => {});
    request.on('end', () => (whole = true));
    request.resume();
    void truncate(join(http.folder, 'large'), 1000).then(() => response.writeContinue());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // as: it listens on TCP
  const { receipt } = await deploy(http.endpoint, orderWith(http, { file: 'large' }, `http://127.0.0.1:${port}`));
  expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-unreachable' } });
  expect(JSON.stringify(receipt)).toContain('bytes shorter while it was sent');
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(whole).toBe(false);
});
