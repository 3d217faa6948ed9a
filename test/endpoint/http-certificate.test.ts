import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import { explainText } from '../../contract/explain';
import { runtime } from '../support/app-runtime';
import { bundleProcess } from '../support/bundle-process';
import { makeCertificate } from '../support/certificates';
import { test } from '../support/endpoint-http';
import { deploy, failureOf, never, orderOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { proves } from '../support/proves';

const run = promisify(execFile);

/** What the terminal and what the app runs on: each has a mind of its own about whom to trust. */
const programs = [process.execPath, runtime().executable];

/** A server with a certificate for `host`; how often it was asked, and what a process that trusts the certificate gets. */
const serve = async (folder: string, host: string) => {
  await mkdir(folder);
  const { key, cert } = makeCertificate(folder, host);
  let asked = 0;
  const server = createServer({ key: await readFile(key), cert: await readFile(cert) }, (_request, response) => {
    asked += 1;
    response.end('hello');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // as: it listens on TCP
  const url = `https://127.0.0.1:${port}/`;
  return {
    url,
    asked: () => asked,
    trusting: async (program: string): Promise<unknown> => {
      const script = await bundleProcess(resolve(__dirname, '..', 'support', 'http-ask-process.ts'));
      const env = { ...process.env, NODE_EXTRA_CA_CERTS: cert, ELECTRON_RUN_AS_NODE: '1' };
      const { stdout } = await run(program, [script, url], { env });
      return JSON.parse(stdout);
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
};

test(
  'a certificate signed by nobody this machine trusts is named; not a byte leaves, until its signer is trusted',
  proves('http', 'refused'),
  async ({ http }) => {
    const server = await serve(join(http.folder, 'own'), 'IP:127.0.0.1');
    const { url } = server;
    const target = http.target({ deploy: { method: 'POST', url }, observe: { url, commit: '/commit', answers: 1 } });
    const { receipt } = await deploy(http.endpoint, orderOf(target, commitOf('a')));
    const { outcome } = await http.endpoint.observe(target, never);
    expect(receipt.kind).toBe('refused');
    for (const failure of [failureOf(receipt), outcome.kind === 'unreadable' ? outcome.failure : null])
      expect(failure && explainText(failure)).toMatch(
        /its certificate is signed by nobody this machine trusts \(self-signed certificate\); start Humdrum with NODE_EXTRA_CA_CERTS.*\nNothing was deployed\./,
      );
    expect(server.asked()).toBe(0);
    for (const program of programs)
      expect(await server.trusting(program)).toMatchObject({ kind: 'answer', status: 200, text: 'hello' });
    await server.close();
  },
);

test('a certificate of another host is named with the host it is for, though its signer is trusted', async ({
  http,
}) => {
  const server = await serve(join(http.folder, 'others'), 'DNS:another.example');
  for (const program of programs)
    expect(await server.trusting(program)).toMatchObject({
      kind: 'failed',
      cause: 'unreachable',
      sent: false,
      why: 'its certificate is for another.example, not for 127.0.0.1',
    });
  expect(server.asked()).toBe(0);
  await server.close();
});
