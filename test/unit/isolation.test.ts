import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import type { ConfigValue } from '../../main/release/git-ports';
import type { Target } from '../../contract/workspace';
import { usedByConfig, usedByEnvironment, usedByTarget, type Used } from '../../main/release/isolation/resources';
import { sharedAmong } from '../../main/release/isolation/shared';

const value = (key: string, text: string, more: Partial<ConfigValue> = {}): ConfigValue => ({
  key, file: 'c.yml', value: text, secret: false, leadsTo: null, ...more,
}); // oxfmt-ignore
const named = (used: readonly Used[]) => used.map(({ kind, name }) => `${kind} ${name}`);

test('an address is a database, a queue or a host, by its scheme, and no password is in its name', () => {
  const addresses = [
    ['postgres://shop:hunter2@DB.example:5432/orders?sslmode=on', 'database db.example:5432/orders'],
    ['jdbc:postgresql://db.example/orders', 'database db.example/orders'],
    ['mongodb+srv://cluster.example/shop/', 'database cluster.example/shop'],
    ['redis://cache:6379', 'database cache:6379'],
    ['amqps://mq.example/vhost', 'queue mq.example/vhost'],
    ['http://a.example:80/ http://b.example', 'host a.example:80'],
    ['https://user:pw@pay.example:8443/api?key=1', 'host pay.example:8443'],
    ['http://[::1]:9000/x', 'host [::1]:9000'],
  ] as const;
  for (const [text, expected] of addresses) {
    expect(named(usedByConfig('web', [value('x', text)]))).toEqual([expected]);
    expect(expected).not.toMatch(/hunter2|pw/);
  }
});

test('a key that names a place says what it names; what is no place is left out', () => {
  const used = (key: string, text: string) => named(usedByConfig('web', [value(key, text)]));
  expect(used('mail.host', 'SMTP.example')).toEqual(['host smtp.example']);
  expect(used('DB_NAME', 'orders')).toEqual(['database DB_NAME orders']);
  expect(used('orders.queue', 'orders-in')).toEqual(['queue orders.queue orders-in']);
  expect(used('greeting', 'hello')).toEqual([]);
  expect(used('host', 'two words')).toEqual([]);
  expect(used('ghost', 'casper')).toEqual([]);
});

test('a secret is told by key and fingerprint, and where it leads by its address', () => {
  const secret = (leadsTo: string | null) => value('DATABASE_URL', 'secret:12ab34cd', { secret: true, leadsTo });
  const credential = 'credential DATABASE_URL (secret:12ab34cd)';
  expect(named(usedByConfig('web', [secret(null)]))).toEqual([credential]);
  expect(named(usedByConfig('web', [secret('postgres://db:5432/orders')]))).toEqual([
    credential,
    'database db:5432/orders',
  ]);
});

const target = (environment: string, more: Partial<Target> = {}): Target => ({
  component: 'web', environment, stage: environment, port: null, health: { url: `https://\${environment}.example/health` }, verify: [],
  endpoint: {
    kind: 'http',
    deploy: { method: 'POST', url: 'https://deploy.example/', headers: { Authorization: 'Bearer ${secret:DEPLOY}' } },
    observe: { url: 'https://shop.example/version', commit: '/commit', answers: 1 },
  },
  ...more,
}); // oxfmt-ignore

test('one address that two environments are observed at is shared, and so is one secret; what differs by a placeholder is not', () => {
  const all = ['staging', 'production'].map((name) => ({ environment: name, used: usedByTarget(target(name)) }));
  const { shared } = sharedAmong(all, []);
  expect(shared.map(({ kind, name, production }) => [kind, name, production])).toEqual([
    ['credential', 'DEPLOY', true],
    ['address', 'https://shop.example/version', true],
  ]);
});

test('what nobody has accepted comes first, production’s before the others’, and what is accepted carries its reason', () => {
  const pools = (name: string, ...list: readonly string[]) => ({
    environment: name,
    used: usedByEnvironment({ name, pools: list, watchMs: 0, verify: [] }),
  });
  const all = [pools('dev', 'small', 'mail'), pools('test', 'small', 'bank'), pools('production', 'bank', 'mail')];
  const { shared, environments } = sharedAmong(all, [{ name: 'mail', reason: 'there is one' }]);
  expect(shared.map(({ name, accepted }) => [name, accepted])).toEqual([
    ['bank', null],
    ['small', null],
    ['mail', 'there is one'],
  ]);
  expect(environments).toEqual([
    { name: 'dev', resources: 2, own: 0 },
    { name: 'test', resources: 2, own: 0 },
    { name: 'production', resources: 2, own: 0 },
  ]);
});

test('in any system a thing is shared where two environments use it, and only there', () => {
  const one = fc.record({
    kind: fc.constantFrom('pool', 'host', 'credential'),
    name: fc.constantFrom('a', 'b', 'c', 'd'),
    where: fc.constantFrom('here', 'there'),
  });
  fc.assert(
    fc.property(fc.array(fc.array(one, { maxLength: 6 }), { minLength: 1, maxLength: 5 }), (lists) => {
      const all = lists.map((used, i) => ({ environment: `e${i}`, used: used as readonly Used[] }));
      const { shared } = sharedAmong(all, []);
      const isShared = (kind: string, name: string): boolean =>
        all.filter(({ used }) => used.some((u) => u.kind === kind && u.name === name)).length > 1;
      const found = new Set(shared.map((s) => `${s.kind} ${s.name}`));
      for (const { kind, name } of lists.flat()) assert.equal(found.has(`${kind} ${name}`), isShared(kind, name));
      for (const s of shared) {
        assert.equal(s.production, s.environments.includes(`e${lists.length - 1}`));
        assert.deepEqual([...new Set(s.uses.map((use) => use.environment))], s.environments);
      }
    }),
  );
});
