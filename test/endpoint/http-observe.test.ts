import { expect } from '@playwright/test';
import { createEndpoints } from '../../main/endpoints/endpoints';
import { drips, floods, hangs, html, json, redirects, resets, secret, test, truncates } from '../support/endpoint-http';
import { freePort, never } from '../support/endpoint-orders';
import { nobody, commitOf, sourceOf } from '../support/endpoint-services';
import { proves } from '../support/proves';

const commit = commitOf('a');

test(
  'what runs is read with its health, with the secret where the address asks for it',
  proves('http', 'observe'),
  async ({ http }) => {
    http.peer.answer = json(200, { commit, status: 'UP' });
    const headers = { authorization: 'Basic ${secret:TOKEN}' };
    const target = http.target({
      observe: { url: `${http.peer.origin}/v`, commit: '/commit', health: '/status', headers, answers: 1 },
    });
    const { outcome } = await http.endpoint.observe(target, never);
    expect(outcome).toEqual({ kind: 'running', named: commit, health: 'healthy', healthText: null });
    expect(http.peer.seen[0]!.headers.authorization).toBe(`Basic ${secret}`);
  },
);

for (const [body, outcome] of [
  [
    { commit: 'v1.2', status: 'degraded' },
    { kind: 'running', named: 'v1.2', health: 'unhealthy', healthText: 'it says degraded' },
  ],
  [
    { commit: 'v1.2', status: false },
    { kind: 'running', health: 'unhealthy' },
  ],
  [{ commit: 'v1.2' }, { kind: 'running', health: 'unknown' }],
  [{ commit: null }, { kind: 'nothing' }],
  [{ commit: '' }, { kind: 'unreadable', failure: { kind: 'endpoint-nonsense' } }],
  [{ commit: 1e10 }, { kind: 'unreadable', failure: { kind: 'endpoint-nonsense' } }],
  [
    { sha: commit },
    { kind: 'unreadable', failure: { kind: 'endpoint-nonsense', expected: 'a commit, as a text, at /commit' } },
  ],
  [[], { kind: 'unreadable', failure: { kind: 'endpoint-nonsense' } }],
] as const) {
  test(`an endpoint that says ${JSON.stringify(body)} is read as ${JSON.stringify(outcome)}`, async ({ http }) => {
    http.peer.answer = json(200, body);
    expect((await http.endpoint.observe(http.target(), never)).outcome).toMatchObject(outcome);
  });
}

for (const [what, answer, kind] of [
  ['a page for people', html(200), 'endpoint-nonsense'],
  ['a 404', json(404, {}), 'endpoint-refused'],
  ['a 500', json(500, { commit }), 'endpoint-refused'],
  ['a redirect', redirects(302, 'http://127.0.0.1:1/'), 'endpoint-refused'],
  ['a reset', resets, 'endpoint-unreachable'],
  ['half of what it announced', truncates, 'endpoint-unreachable'],
  ['more than 1 MB', floods, 'endpoint-nonsense'],
  ['nothing, for ever', hangs, 'endpoint-hangs'],
  ['a byte at a time, for ever', drips, 'endpoint-hangs'],
] as const) {
  test(`an endpoint that answers with ${what} can’t be read, and no commit is concluded from it`, async ({ http }) => {
    http.peer.answer = answer;
    const { outcome } = await http.endpoint.observe(http.target(), never);
    expect(outcome).toMatchObject({ kind: 'unreadable', failure: { kind } });
  });
}

test(
  'a health address is asked beside it, and the worse of both counts',
  proves('http', 'observe', 'lies'),
  async ({ http }) => {
    const health = await http.another(json(503, 'database is away'));
    http.peer.answer = json(200, { commit, status: 'ok' });
    const target = http.target({}, { health: { url: `${health.origin}/\${environment}/health` } });
    const { outcome } = await http.endpoint.observe(target, never);
    expect(outcome).toMatchObject({ health: 'unhealthy' });
    expect(JSON.stringify(outcome)).toContain('503');
    expect(JSON.stringify(outcome)).toContain('database is away');
    expect(health.seen[0]!.url).toBe('/dev/health');
    health.answer = json(204, null);
    expect((await http.endpoint.observe(target, never)).outcome).toMatchObject({ health: 'healthy' });
  },
);

test('the factory knows the kinds, and an observation of a branch that hangs ends by itself', async () => {
  const endpoints = createEndpoints({
    stateFolder: '/nonexistent',
    supervisorScript: '/nonexistent',
    folder: '/nonexistent',
    me: nobody,
    source: { ...sourceOf({}), readBranch: () => new Promise(() => {}) },
    secrets: { get: async () => null },
    now: () => '2026-01-01T00:00:00.000Z',
  });
  const target = { component: 'c', environment: 'e', stage: 's', health: null, port: await freePort(), verify: [] };
  const endpoint = { kind: 'git-branch', branch: 'env/${environment}' } as const;
  const observation = await endpoints('git-branch').observe({ ...target, endpoint }, never);
  expect(observation).toEqual({
    readAt: '2026-01-01T00:00:00.000Z',
    outcome: { kind: 'unreadable', failure: { kind: 'endpoint-hangs', where: 'branch env/e of c', afterMs: 8000 } },
  });
  expect(() => endpoints('carrier-pigeon')).toThrow('no endpoint of the kind carrier-pigeon');
});

test('an answer nested without end is unreadable, not a fault of ours', proves('http', 'lies'), async ({ http }) => {
  const deep = `{"commit":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  http.peer.answer = (_request, response) => void response.end(deep);
  const { outcome } = await http.endpoint.observe(http.target(), never);
  expect(outcome).toMatchObject({ kind: 'unreadable', failure: { kind: 'endpoint-nonsense' } });
});
