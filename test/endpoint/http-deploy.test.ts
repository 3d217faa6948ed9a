import { expect } from '@playwright/test';
import { drips, floods, hangs, html, json, redirects, resets, secret, test, truncates } from '../support/endpoint-http';
import { deploy, failureOf, freePort, never, orderOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { proves } from '../support/proves';

const commit = commitOf('a');

test(
  'an order is sent once, filled in, with its id as idempotency key and the secret of that origin',
  proves('http', 'deploy'),
  async ({ http }) => {
    http.peer.answer = json(202, { queued: true });
    const order = orderOf(http.target({}, { component: 'cata/log ä' }), commit);
    const { receipt } = await deploy(http.endpoint, order);
    expect(receipt.kind).toBe('accepted');
    expect(http.peer.seen).toHaveLength(1);
    const [request] = http.peer.seen;
    expect(request).toMatchObject({ method: 'POST', url: '/deploy/cata%2Flog%20%C3%A4' });
    expect(request!.headers).toMatchObject({ 'idempotency-key': order.id, authorization: `Bearer ${secret}` });
    expect(JSON.parse(request!.body)).toEqual({ commit, id: order.id });
  },
);

const answers = [
  ['401', json(401, { error: 'no' }), 'refused', 'credentials-refused'],
  ['409', json(409, { error: 'busy' }), 'refused', 'endpoint-refused'],
  ['500', json(500, { error: 'oops' }), 'unclear', 'endpoint-refused'],
  ['503 in HTML', html(503), 'unclear', 'endpoint-refused'],
  ['200 with a page for people', html(200), 'unclear', 'endpoint-nonsense'],
  ['nothing, for ever', hangs, 'unclear', 'endpoint-hangs'],
  ['a reset', resets, 'unclear', 'endpoint-unreachable'],
  ['half of what it announced', truncates, 'unclear', 'endpoint-unreachable'],
  ['a byte at a time, for ever', drips, 'unclear', 'endpoint-hangs'],
  ['more than 1 MB', floods, 'unclear', 'endpoint-nonsense'],
] as const;

for (const [what, answer, receiptKind, failureKind] of answers) {
  test(`an endpoint that answers a deploy with ${what} gives a receipt that is ${receiptKind}`, async ({ http }) => {
    http.peer.answer = answer;
    const { receipt } = await deploy(http.endpoint, orderOf(http.target(), commit));
    expect(receipt.kind).toBe(receiptKind);
    expect(failureOf(receipt)?.kind).toBe(failureKind);
    expect(http.peer.seen).toHaveLength(1);
  });
}

test('an endpoint where nobody listens has refused: not a byte left', async ({ http }) => {
  const origin = `http://127.0.0.1:${await freePort()}`;
  const target = http.target({ deploy: { method: 'PUT', url: `${origin}/x` } });
  const { receipt } = await deploy(http.endpoint, orderOf(target, commit));
  expect(receipt).toMatchObject({
    kind: 'refused',
    failure: { kind: 'endpoint-unreachable', where: `PUT ${origin}/x` },
  });
  expect(JSON.stringify(receipt)).toContain('ECONNREFUSED');
});

for (const [status, kind] of [
  [301, 'refused'],
  [302, 'unclear'],
  [307, 'refused'],
  [308, 'refused'],
  [303, 'unclear'],
] as const) {
  test(`a ${status} redirect is not followed, so no token travels, and the receipt is ${kind}`, async ({ http }) => {
    const elsewhere = await http.another(json(200, {}));
    http.peer.answer = redirects(status, `${elsewhere.origin}/login`);
    const { receipt } = await deploy(http.endpoint, orderOf(http.target(), commit));
    expect(receipt.kind).toBe(kind);
    expect(JSON.stringify(receipt)).toContain(`a redirect to ${elsewhere.origin}/login`);
    expect(elsewhere.seen).toEqual([]);
  });
}

test('a secret is not given to another origin: nothing is sent', async ({ http }) => {
  const elsewhere = await http.another(json(200, {}));
  const headers = { Authorization: 'Bearer ${secret:TOKEN}' };
  const target = http.target({ deploy: { method: 'POST', url: `${elsewhere.origin}/deploy`, headers } });
  const { receipt } = await deploy(http.endpoint, orderOf(target, commit));
  expect(receipt).toEqual({ kind: 'refused', failure: { kind: 'secret-missing', name: 'TOKEN' } });
  expect(elsewhere.seen).toEqual([]);
});

test('a component’s name can’t lead the order to another host', async ({ http }) => {
  const elsewhere = await http.another(json(200, {}));
  const url = `${http.peer.origin}\${component}/deploy`;
  const component = `@${new URL(elsewhere.origin).host}/`;
  const { receipt } = await deploy(
    http.endpoint,
    orderOf(http.target({ deploy: { method: 'POST', url } }, { component }), commit),
  );
  expect(receipt.kind).toBe('refused');
  expect(elsewhere.seen).toEqual([]);
});

test('a secret that the endpoint repeats in every form is in no text', async ({ http }) => {
  const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64'), JSON.stringify(secret)];
  for (const status of [200, 400, 500]) {
    http.peer.answer = json(status, { you: forms, sent: forms.join(' ') });
    const url = `${http.peer.origin}/deploy?token=\${secret:TOKEN}`;
    const heard = await deploy(http.endpoint, orderOf(http.target({ deploy: { method: 'POST', url } }), commit));
    expect(http.peer.seen.at(-1)!.url).toContain(encodeURIComponent(secret));
    const said = JSON.stringify(heard);
    expect(said).toContain('•••');
    for (const form of forms) expect(said).not.toContain(form.replaceAll('"', '\\"'));
    for (const word of ['hunter2', 'quoted', Buffer.from(secret).toString('base64').slice(0, 12)]) {
      expect(said).not.toContain(word);
    }
  }
});

test('statuses to accept can be named, and no other 2xx is', async ({ http }) => {
  const target = http.target({ deploy: { method: 'POST', url: `${http.peer.origin}/`, accept: [202] } });
  http.peer.answer = json(202, {});
  expect((await deploy(http.endpoint, orderOf(target, commit))).receipt.kind).toBe('accepted');
  http.peer.answer = json(200, {});
  expect((await deploy(http.endpoint, orderOf(target, commit))).receipt).toMatchObject({
    kind: 'unclear',
    failure: { kind: 'endpoint-nonsense', expected: 'one of the statuses 202' },
  });
});

test(
  'stopping to wait while the endpoint hangs is unclear: it has heard the order',
  proves('http', 'hangs'),
  async ({ http }) => {
    http.peer.answer = hangs;
    const stop = new AbortController();
    const heard = deploy(http.endpoint, orderOf(http.target(), commit), stop.signal);
    await expect.poll(() => http.peer.seen.length).toBe(1);
    stop.abort();
    expect((await heard).receipt).toEqual({ kind: 'unclear', failure: { kind: 'cancelled' } });
  },
);

test('an order without a status address can’t be looked up, which is not the same as unheard of', async ({ http }) => {
  expect(await http.endpoint.find(orderOf(http.target(), commit), never)).toMatchObject({ kind: 'unclear' });
});

test('a candidate without a version is named by its commit: a system is never left to choose', async ({ http }) => {
  const order = orderOf(
    http.target({ deploy: { method: 'POST', url: `${http.peer.origin}/v/\${candidate.version}` } }),
    commit,
  );
  await deploy(http.endpoint, { ...order, candidate: { ...order.candidate, version: null } });
  expect(http.peer.seen.map(({ url }) => url)).toEqual([`/v/${commit}`]);
});
