import { expect } from '@playwright/test';
import type { HttpEndpoint } from '../../contract/endpoint-kinds/http';
import { html, json, resets, secret, test, type HttpRig } from '../support/endpoint-http';
import { deploy, orderOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { proves } from '../support/proves';

const order = (http: HttpRig, more: Partial<HttpEndpoint> = {}, within = '20s') =>
  orderOf(
    http.target({
      deploy: { method: 'POST', url: `${http.peer.origin}/deploy`, id: '/task/id' },
      status: {
        url: `${http.peer.origin}/tasks/\${receipt.id}`,
        state: '/state',
        done: ['done'],
        failed: ['stopped'],
        every: '10ms',
        within,
      },
      ...more,
    }),
    commitOf('a'),
  );

const log = (http: HttpRig): HttpEndpoint['log'] => ({
  url: `${http.peer.origin}/tasks/\${receipt.id}/log`,
  headers: { authorization: '${secret:TOKEN}' },
});

/** A system that calls the order `7`, and answers what it is asked about it with one text after the other. */
const system = (http: HttpRig, states: readonly string[], logs: readonly string[] = [], id: unknown = 7): void => {
  const left = { states: [...states], logs: [...logs] };
  const next = (all: string[]): string => (all.length > 1 ? all.shift() : all[0]) ?? '';
  http.peer.answer = (request, response, socket) => {
    if (request.url === '/deploy') return json(202, { task: { id } })(request, response, socket);
    if (request.url.endsWith('/log')) return void response.end(next(left.logs));
    if (request.url.endsWith('/stop')) return json(200, { stopping: true })(request, response, socket);
    return json(200, { state: next(left.states) })(request, response, socket);
  };
};
const asked = (http: HttpRig, end: string) => http.peer.seen.filter(({ url }) => url.endsWith(end));

test('an order is followed by the id that the system gave it', proves('http', 'deploy'), async ({ http }) => {
  system(http, ['going', 'done'], [], 'a/b');
  expect((await deploy(http.endpoint, order(http))).receipt.kind).toBe('accepted');
  expect(http.peer.seen.map(({ url }) => url)).toEqual(['/deploy', '/tasks/a%2Fb', '/tasks/a%2Fb']);
});

for (const [what, id] of [
  ['none', null],
  ['an object', {}],
  ['a way to another address', '..'],
] as const)
  test(`an order whose answer names it by ${what} is unclear, and nobody else’s is asked about`, async ({ http }) => {
    system(http, ['done'], [], id);
    expect((await deploy(http.endpoint, order(http))).receipt).toMatchObject({
      kind: 'unclear',
      failure: { kind: 'endpoint-nonsense', expected: 'the order’s id at /task/id' },
    });
    expect(http.peer.seen).toHaveLength(1);
  });

test('what is new in a log is shown once, colours and all; a secret is masked though it came in two pieces', async ({
  http,
}) => {
  const red = '\u001B[31mred\u001B[0m';
  system(
    http,
    ['going', 'going', 'going', 'done'],
    [
      'one\n',
      `one\n${red} ${secret.slice(0, 10)}`,
      `one\n${red} ${secret}\nth`,
      `one\n${red} ${secret}\nthree, the last`,
    ],
  );
  const heard = await deploy(http.endpoint, order(http, { log: log(http) }));
  const [, ...lines] = heard.log.split('\n');
  expect(lines.join('\n')).toBe(`one\n${red} •••\nthree, the last`);
  expect(asked(http, '/tasks/7/log')[0]?.headers.authorization).toBe(secret);
});

test('a log that is begun anew is shown anew; one that can’t be read disturbs nothing', async ({ http }) => {
  system(http, ['going', 'going', 'done'], ['first\n', 'second\n', 'second\nthird\n']);
  expect((await deploy(http.endpoint, order(http, { log: log(http) }))).log).toMatch(/first\nsecond\nthird\n$/);
  for (const answer of [html(200), resets, json(500, 'no')]) {
    system(http, ['going', 'done']);
    const usual = http.peer.answer;
    http.peer.answer = (request, response, socket) =>
      (request.url.endsWith('/log') ? answer : usual)(request, response, socket);
    const heard = await deploy(http.endpoint, order(http, { log: log(http) }));
    expect(heard.receipt.kind).toBe('accepted');
    expect(heard.log).toBe('{"task":{"id":7}}\n');
  }
});

const stop = (http: HttpRig): HttpEndpoint['cancel'] => ({
  method: 'DELETE',
  url: `${http.peer.origin}/\${receipt.id}/stop`,
});

test('an order that takes too long is told to stop, once, and it says so; that it has is a refusal', async ({
  http,
}) => {
  system(http, ['going']);
  const usual = http.peer.answer;
  http.peer.answer = (request, response, socket) => {
    usual(request, response, socket);
    if (request.url.endsWith('/stop')) system(http, ['going', 'stopped']);
  };
  const { receipt, steps } = await deploy(http.endpoint, order(http, { cancel: stop(http) }, '100ms'));
  expect(receipt).toMatchObject({ kind: 'refused', failure: { kind: 'endpoint-refused', status: 'stopped' } });
  expect(steps).toContain(
    `It takes too long and was told to stop by DELETE ${http.peer.origin}/7/stop: it answered 200 OK: {"stopping":true}`,
  );
  expect(asked(http, '/stop')).toMatchObject([{ method: 'DELETE' }]);
});

test(
  'an order that goes on though it was told to stop is unclear, and it was told once',
  proves('http', 'hangs'),
  async ({ http }) => {
    system(http, ['going']);
    const { receipt } = await deploy(http.endpoint, order(http, { cancel: stop(http) }, '100ms'));
    expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-hangs', afterMs: 100 } });
    expect(asked(http, '/stop')).toHaveLength(1);
  },
);

test('somebody who stops waiting tells nothing to stop', async ({ http }) => {
  system(http, ['going']);
  const waiting = new AbortController();
  const heard = deploy(http.endpoint, order(http, { cancel: stop(http) }), waiting.signal);
  await expect.poll(() => asked(http, '/tasks/7').length).toBeGreaterThan(2);
  waiting.abort();
  expect((await heard).receipt).toEqual({ kind: 'unclear', failure: { kind: 'cancelled' } });
  expect(asked(http, '/stop')).toEqual([]);
});

test('a status that asks to be left alone is asked again after that, and the order is not sent again', async ({
  http,
}) => {
  system(http, ['done']);
  const usual = http.peer.answer;
  let freeAt = 0;
  let tooEarly = 0;
  http.peer.answer = (request, response, socket) => {
    if (request.url === '/deploy') return usual(request, response, socket);
    if (freeAt > 0 && performance.now() < freeAt) tooEarly += 1;
    if (freeAt > 0) return usual(request, response, socket);
    freeAt = performance.now() + 990;
    return void response.writeHead(429, { 'retry-after': '1' }).end();
  };
  const { receipt, steps } = await deploy(http.endpoint, order(http));
  expect(receipt.kind).toBe('accepted');
  expect(steps).toContain('The endpoint asks to be left alone for 1 s');
  expect(tooEarly).toBe(0);
  expect(asked(http, '/deploy')).toHaveLength(1);
});

test('the secret of the order is hidden in what is asked about it without one', async ({ http }) => {
  const headers = { authorization: '${secret:TOKEN}' };
  const deployed = { method: 'POST', url: `${http.peer.origin}/deploy`, id: '/task/id', headers } as const;
  system(http, ['going', `done by ${secret}`], [`with ${secret}\n`, `with ${secret}\nof ${secret}\n`]);
  const status = {
    url: `${http.peer.origin}/tasks/\${receipt.id}`,
    state: '/state',
    done: ['never'],
    failed: [`done by ${secret}`],
    every: '10ms',
    within: '20s',
  };
  const openLog = { url: `${http.peer.origin}/tasks/\${receipt.id}/log` };
  const heard = await deploy(http.endpoint, order(http, { deploy: deployed, status, log: openLog }));
  expect(heard.receipt.kind).toBe('refused');
  expect(heard.log).toContain('with •••');
  expect(JSON.stringify(heard)).not.toContain('hunter2');
});
