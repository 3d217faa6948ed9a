import { expect } from '@playwright/test';
import { html, json } from '../support/endpoint-http';
import { deploy, failureOf, freePort, never, orderOf } from '../support/endpoint-orders';
import { candidates, puts, running, shop, test } from '../support/oci-rig';
import { proves, ranAgainst } from '../support/proves';

const [older, newer] = candidates;

test.beforeEach(({ oci }) => ranAgainst(test.info(), oci.registry.version));

test(
  'a registry that says 201 and moves nothing is not believed',
  proves('oci-tag', 'lies', 'find'),
  async ({ oci }) => {
    const { target, now, digests } = await shop(oci);
    oci.misbehave = 'untold';
    const order = orderOf(target, newer);
    const { receipt } = await deploy(oci.endpoint, order);
    expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-nonsense', said: digests[older] } });
    expect(await now()).toBe(digests[older]);
    expect(await oci.endpoint.find(order, never)).toBe('unheard of');
    expect(await running(oci)).toMatchObject({ named: older });
  },
);

test(
  'an answer that got lost is made up for by what the tag says: it is sent once',
  proves('oci-tag', 'cut', 'find'),
  async ({ oci }) => {
    const { target, now, digests } = await shop(oci);
    oci.misbehave = 'lost';
    const order = orderOf(target, newer);
    expect((await deploy(oci.endpoint, order)).receipt).toMatchObject({ kind: 'accepted' });
    expect(puts(oci)).toBe(2);
    expect(await now()).toBe(digests[newer]);
    expect(await oci.endpoint.find(order, never)).toMatchObject({ kind: 'accepted' });
    expect(await oci.endpoint.find(orderOf(target, older), never)).toBe('unheard of');
  },
);

test(
  'an answer that got lost, with nobody to ask afterwards, is unclear',
  proves('oci-tag', 'cut'),
  async ({ oci }) => {
    const { target } = await shop(oci);
    const pass = oci.between.answer;
    let put = false;
    oci.between.answer = (seen, response, socket) => {
      if (put || seen.method === 'PUT') {
        put = true;
        return void socket.resetAndDestroy();
      }
      pass(seen, response, socket);
    };
    const order = orderOf(target, newer);
    const { receipt } = await deploy(oci.endpoint, order);
    expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-unreachable' } });
    expect(await oci.endpoint.find(order, never)).toMatchObject({ kind: 'unclear' });
    expect(await running(oci)).toMatchObject({ kind: 'unreadable', failure: { kind: 'endpoint-unreachable' } });
  },
);

for (const [how, what, kind] of [
  ['hangs', 'before it did anything', 'unclear'],
  ['hangs after', 'after it has moved the tag', 'accepted'],
] as const) {
  test(
    `to stop waiting for a registry that hangs ${what} ends with a receipt that is ${kind}`,
    proves('oci-tag', 'hangs', 'cut'),
    async ({ oci }) => {
      const { target, now, digests } = await shop(oci);
      oci.misbehave = how;
      const stop = new AbortController();
      const heard = deploy(oci.endpoint, orderOf(target, newer), stop.signal);
      await expect.poll(() => puts(oci)).toBe(2);
      await expect.poll(now).toBe(digests[how === 'hangs' ? older : newer]);
      stop.abort();
      expect((await heard).receipt.kind).toBe(kind);
    },
  );
}

test(
  'a registry that does not answer is said to hang, by whoever looks, and an order to it is refused',
  proves('oci-tag', 'hangs'),
  async ({ oci }) => {
    const { target } = await shop(oci);
    oci.between.answer = () => {};
    expect(await running(oci)).toMatchObject({ kind: 'unreadable', failure: { kind: 'endpoint-hangs' } });
    const { receipt } = await deploy(oci.endpoint, orderOf(target, newer));
    expect(receipt).toMatchObject({ kind: 'refused', failure: { kind: 'endpoint-hangs' } });
    expect(puts(oci)).toBe(1);
  },
);

test('what is no registry is neither nothing nor an image', proves('oci-tag', 'refused'), async ({ oci }) => {
  for (const answer of [html(404), html(200), json(404, { message: 'no route' })]) {
    oci.between.answer = answer;
    expect(await running(oci)).toMatchObject({ kind: 'unreadable' });
    expect((await deploy(oci.endpoint, orderOf(oci.target(), newer))).receipt.kind).toBe('refused');
  }
  const nobody = oci.target({ registry: `http://127.0.0.1:${await freePort()}` });
  const { receipt } = await deploy(oci.endpoint, orderOf(nobody, newer));
  expect(failureOf(receipt)).toMatchObject({ kind: 'endpoint-unreachable' });
});
