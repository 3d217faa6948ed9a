import { expect, test } from '@playwright/test';
import { createChecks } from '../../main/checks/checks';
import { summaries } from '../../main/release/check-summary';
import { checkedComponent } from '../support/checked-component';
import { node } from '../support/endpoint-commands';
import { never } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';

const a = commitOf('a');
const b = commitOf('b');

const componentWith = (run: readonly string[] | null, within = '20s') =>
  checkedComponent(run === null ? null : { kind: 'command-results', run: [...run], within, required: [] });

const results = (run: readonly string[] | null, within?: string) =>
  createChecks({ folder: '/', secrets: { get: async () => null } }).results(componentWith(run, within), never);

const printing = (value: unknown) => results(node(`console.log(${JSON.stringify(JSON.stringify(value))})`));

const summary = async (...checks: readonly object[]) => {
  const read = await printing(checks.map((check) => ({ commit: a, ...check })));
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return summaries(read.value, []).get(a);
};

test('one failed check fails a commit, one running leaves it pending, and all passed pass it', async () => {
  const passed = { name: 'unit', result: 'passed' };
  const running = { name: 'acceptance', result: 'running' };
  const failed = { name: 'lint', result: 'failed' };
  expect((await summary(passed))?.result).toBe('passed');
  expect((await summary(passed, running))?.result).toBe('pending');
  expect((await summary(passed, running, failed))?.result).toBe('failed');
});

test('checks are told apart by commit, with their addresses and the time of the last', async () => {
  const read = await printing([
    { commit: a, name: 'unit', result: 'passed', at: '2026-01-02T03:04:05+01:00', url: 'https://ci.example/1' },
    { commit: a, name: 'lint', result: 'passed', at: '2026-01-02T01:00:00Z', url: null },
    { commit: b, name: 'unit', result: 'failed' },
  ]);
  expect(read.ok && [...summaries(read.value, [])]).toEqual([
    [
      a,
      {
        result: 'passed',
        at: '2026-01-02T02:04:05.000Z',
        checks: [
          { name: 'unit', result: 'passed', url: 'https://ci.example/1' },
          { name: 'lint', result: 'passed', url: null },
        ],
      },
    ],
    [b, { result: 'failed', at: null, checks: [{ name: 'unit', result: 'failed', url: null }] }],
  ]);
});

test('of a check that ran twice on a commit the newest run counts', async () => {
  const run = (result: string, at: string) => ({ name: 'unit', result, at });
  expect((await summary(run('failed', '2026-01-01T00:00:00Z'), run('passed', '2026-01-02T00:00:00Z')))?.result).toBe(
    'passed',
  );
  expect((await summary(run('failed', '2026-01-03T00:00:00Z'), run('passed', '2026-01-02T00:00:00Z')))?.result).toBe(
    'failed',
  );
});

test('where some are required the others decide nothing, and one that is required and not there is awaited', async () => {
  const read = await printing([
    { commit: a, name: 'acceptance', result: 'passed' },
    { commit: a, name: 'spelling', result: 'failed' },
  ]);
  const judged = (...required: readonly string[]) => (read.ok ? summaries(read.value, required).get(a)?.result : null);
  expect([judged(), judged('acceptance'), judged('acceptance', 'load')]).toEqual(['failed', 'passed', 'pending']);
});

test('a component without checks has none', async () => {
  expect(await results(null)).toEqual({ ok: true, value: [] });
});

for (const [what, value] of [
  ['an object', {}],
  ['an abbreviated commit', [{ commit: 'abc1234', name: 'unit', result: 'passed' }]],
  ['a result nobody knows', [{ commit: a, name: 'unit', result: 'green' }]],
  ['an address that is none of the web', [{ commit: a, name: 'unit', result: 'passed', url: 'javascript:alert(1)' }]],
] as const) {
  test(`${what} where checks should be is nonsense, never taken for no checks`, async () => {
    expect(await printing(value)).toMatchObject({ ok: false, failure: { kind: 'endpoint-nonsense' } });
  });
}

test('a command that fails, prints no JSON, prints nothing, or takes too long is a failure', async () => {
  expect(await results(node(`console.log('[]'); process.exit(1)`))).toMatchObject({
    failure: { kind: 'command-failed' },
  });
  expect(await results(node(`console.log('hello')`))).toMatchObject({
    failure: { kind: 'endpoint-nonsense', said: 'hello' },
  });
  expect(await results(node(``))).toMatchObject({ failure: { said: 'it printed nothing' } });
  expect(await results(node(`setInterval(() => {}, 1000)`), '300ms')).toMatchObject({
    failure: { kind: 'command-failed' },
  });
});
