import { expect } from '@playwright/test';
import type { HttpEndpoint } from '../../contract/endpoint-kinds/http';
import { html, json, resets, test, type HttpRig } from '../support/endpoint-http';
import { deploy, failureOf, never, orderOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { proves } from '../support/proves';

const commit = commitOf('a');

const polled = (http: HttpRig, within = '20s') => {
  const status: HttpEndpoint['status'] = {
    url: `${http.peer.origin}/orders/\${deployment.id}`,
    state: '/deploy~1ment/state',
    done: ['succeeded'],
    failed: ['failed', 'error'],
    every: '10ms',
    within,
  };
  return http.target({ status });
};

const states = (http: HttpRig, all: readonly (string | null)[]): void => {
  const left = [...all];
  http.peer.answer = (request, response, socket) => {
    if (request.method === 'POST') return json(202, {})(request, response, socket);
    const state = left.length > 1 ? left.shift() : left[0];
    if (state === null) return resets(request, response, socket);
    json(200, { 'deploy/ment': { state } })(request, response, socket);
  };
};

test('an order is asked about until it is done, over a lost answer', proves('http', 'deploy'), async ({ http }) => {
  states(http, ['queued', 'running', null, 'running', 'succeeded']);
  const order = orderOf(polled(http), commit);
  const { receipt, steps } = await deploy(http.endpoint, order);
  expect(receipt).toMatchObject({ kind: 'accepted' });
  expect(JSON.stringify(receipt)).toContain('succeeded');
  expect(steps.join('\n')).toContain('The endpoint says: queued');
  expect(http.peer.seen.filter((request) => request.method === 'POST')).toHaveLength(1);
  expect(http.peer.seen.at(-1)!.url).toBe(`/orders/${order.id}`);
});

test('an order that failed there is refused with what it said', proves('http', 'refused'), async ({ http }) => {
  states(http, ['running', 'error']);
  const { receipt } = await deploy(http.endpoint, orderOf(polled(http), commit));
  expect(receipt).toMatchObject({ kind: 'refused', failure: { kind: 'endpoint-refused', status: 'error' } });
});

test('an order that never ends is unclear once its time is over', proves('http', 'hangs'), async ({ http }) => {
  states(http, ['running']);
  const { receipt } = await deploy(http.endpoint, orderOf(polled(http, '200ms'), commit));
  expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-hangs', afterMs: 200 } });
});

test('a status that can’t be read until its time is over is unclear, and says what came', async ({ http }) => {
  http.peer.answer = (request, response, socket) =>
    (request.method === 'POST' ? json(202, {}) : html(200))(request, response, socket);
  const { receipt } = await deploy(http.endpoint, orderOf(polled(http, '200ms'), commit));
  expect(receipt.kind).toBe('unclear');
  expect(failureOf(receipt)).toMatchObject({ kind: 'endpoint-nonsense', expected: 'JSON' });
});

test('stopping to wait ends the asking at once, unclear', async ({ http }) => {
  states(http, ['running']);
  const stop = new AbortController();
  const heard = deploy(http.endpoint, orderOf(polled(http), commit), stop.signal);
  await expect.poll(() => http.peer.seen.length).toBeGreaterThan(2);
  stop.abort();
  expect((await heard).receipt).toEqual({ kind: 'unclear', failure: { kind: 'cancelled' } });
});

test(
  'an order is found by its status; a 404 is no proof that it was never heard of',
  proves('http', 'find'),
  async ({ http }) => {
    const order = orderOf(polled(http), commit);
    states(http, ['succeeded']);
    expect(await http.endpoint.find(order, never)).toMatchObject({ kind: 'accepted' });
    states(http, ['running']);
    expect(await http.endpoint.find(order, never)).toMatchObject({ kind: 'accepted' });
    states(http, ['failed']);
    expect(await http.endpoint.find(order, never)).toMatchObject({ kind: 'refused' });
    http.peer.answer = json(404, {});
    expect(await http.endpoint.find(order, never)).toMatchObject({ kind: 'unclear' });
  },
);

test(
  'an order whose answer was cut off is asked about by its id, and found taken',
  proves('http', 'find', 'cut'),
  async ({ http }) => {
    const order = orderOf(polled(http), commit);
    states(http, ['succeeded']);
    const usual = http.peer.answer;
    const taken: unknown[] = [];
    http.peer.answer = (request, response, socket) => {
      if (request.method !== 'POST')
        return (taken.includes(request.url) ? usual : json(404, {}))(request, response, socket);
      taken.push(`/orders/${String(request.headers['idempotency-key'])}`);
      resets(request, response, socket);
    };
    expect((await deploy(http.endpoint, order)).receipt).toMatchObject({
      kind: 'unclear',
      failure: { kind: 'endpoint-unreachable', sent: true },
    });
    expect(await http.endpoint.find(order, never)).toMatchObject({
      kind: 'accepted',
      text: expect.stringMatching(/succeeded$/),
    });
    expect(await http.endpoint.find(orderOf(order.target, commit), never)).toMatchObject({ kind: 'unclear' });
    expect(http.peer.seen.filter(({ method }) => method === 'POST')).toHaveLength(1);
  },
);

test(
  'a status that speaks of whatever was last is not asked whether it heard an order',
  proves('http', 'find'),
  async ({ http }) => {
    states(http, ['failed']);
    const target = polled(http);
    if (target.endpoint.kind !== 'http' || !target.endpoint.status) throw new Error('it has a status');
    const status = { ...target.endpoint.status, url: `${http.peer.origin}/last/\${component}` };
    const found = await http.endpoint.find(orderOf(http.target({ status }), commit), never);
    expect(found).toMatchObject({ kind: 'unclear', failure: { expected: 'a `status` address to ask about an order' } });
    expect(http.peer.seen).toEqual([]);
  },
);
