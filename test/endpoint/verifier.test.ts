import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { verificationSchema } from '../../contract/verification';
import type { PlaceholderValues } from '../../contract/placeholders';
import { createVerifier } from '../../main/endpoints/verify/verifier';
import { node } from '../support/endpoint-commands';
import { hangs, json, redirects, test as base } from '../support/endpoint-http';
import { freePort, never } from '../support/endpoint-orders';

const test = base.extend<{ folder: string; verify: ReturnType<typeof verifyIn> }>({
  folder: async ({}, use) => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'humdrum-verify-')));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  verify: ({ folder }, use) => use(verifyIn(folder)),
});

const values: PlaceholderValues = { environment: 'test', component: 'a b', port: '4100' };

const verifyIn =
  (folder: string) =>
  async (config: object, signal: AbortSignal = never) => {
    const verification = verificationSchema.parse({ name: 'smoke', ...config });
    let log = '';
    const results = [];
    for await (const event of createVerifier({ folder, secrets: { get: async () => null } }).run(
      verification,
      values,
      null,
      signal,
    )) {
      expect(results).toEqual([]);
      if (event.type === 'log') log += event.text;
      else results.push(event.result);
    }
    expect(results).toHaveLength(1);
    return { ...results[0]!, log };
  };

test('a command that ends well passes: run in the workspace’s folder, placeholders filled', async ({
  verify,
  folder,
}) => {
  const result = await verify({ run: node('console.log(process.cwd(), process.argv[1])', 'of ${environment}') });
  expect(result).toMatchObject({ name: 'smoke', passed: true, log: `${folder} of test\n` });
  expect(result.ms).toBeGreaterThan(0);
});

test('a command that ends badly fails with its code and what it said', async ({ verify }) => {
  const result = await verify({ run: node(`console.error('no basket'); process.exit(2)`) });
  expect(result).toMatchObject({ passed: false, text: 'exit code 2: no basket' });
});

test('a command that takes too long fails', async ({ verify }) => {
  const result = await verify({ run: node('setInterval(() => {}, 1000)'), within: '300ms' });
  expect(result).toMatchObject({ passed: false, text: 'no end within 0.3 s: ' });
});

test('an address that answers as expected passes', async ({ verify, http }) => {
  http.peer.answer = json(201, { said: 'all is well' });
  const result = await verify({ http: `${http.peer.origin}/\${component}`, expect: { status: 201, text: 'is well' } });
  expect(result).toMatchObject({ passed: true, text: 'it answered 201' });
  expect(http.peer.seen[0]).toMatchObject({ method: 'GET', url: '/a%20b' });
  expect(result.log).toContain('all is well');
});

test('an address that answers with another status, without the text, or not at all, fails and says so', async ({
  verify,
  http,
}) => {
  http.peer.answer = json(500, { said: 'boom' });
  const status = await verify({ http: http.peer.origin });
  expect(status).toMatchObject({ passed: false, text: 'it answered 500, not 200: {"said":"boom"}' });
  http.peer.answer = json(200, 'hello');
  const text = await verify({ http: http.peer.origin, expect: { text: 'goodbye' } });
  expect(text).toMatchObject({ passed: false, text: 'its answer lacks "goodbye": "hello"' });
  http.peer.answer = hangs;
  const late = await verify({ http: http.peer.origin, within: '200ms' });
  expect(late).toMatchObject({ passed: false, text: 'no complete answer within 0.2 s' });
  const nobody = await verify({ http: `http://127.0.0.1:${await freePort()}` });
  expect(nobody.passed).toBe(false);
  expect(nobody.text).toContain('ECONNREFUSED');
});

test('a redirect is not followed, and passes only where it is what is expected', async ({ verify, http }) => {
  http.peer.answer = redirects(302, 'http://127.0.0.1:1/');
  expect((await verify({ http: http.peer.origin })).passed).toBe(false);
  expect((await verify({ http: http.peer.origin, expect: { status: 302 } })).passed).toBe(true);
});

test('a test that asks for a secret fails, and is not run', async ({ verify, http }) => {
  const result = await verify({ http: `${http.peer.origin}/?token=\${secret:TOKEN}` });
  expect(result).toMatchObject({ passed: false, text: 'it asks for the secret TOKEN, and tests are given none' });
  expect(http.peer.seen).toEqual([]);
});

test('a test that is cancelled fails as cancelled', async ({ verify, http }) => {
  http.peer.answer = hangs;
  const stop = new AbortController();
  const result = verify({ http: http.peer.origin }, stop.signal);
  await expect.poll(() => http.peer.seen.length).toBe(1);
  stop.abort();
  expect(await result).toMatchObject({ passed: false, text: 'cancelled' });
});
