import { expect } from '@playwright/test';
import { deploy, never, orderOf } from '../support/endpoint-orders';
import { badCredentials, token } from '../support/github-contract';
import { candidate, old, onDeployments, posts, runs, test } from '../support/github-production';
import { proves } from '../support/proves';

test('what departs from GitHub’s description is noticed', async ({ github }) => {
  await fetch(`${github.peer.origin}/repos/shop/catalog/deployments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"environment":"production"}',
  });
  expect(github.departures.splice(0)).toMatchObject([expect.stringContaining("must have required property 'ref'")]);
});

test(
  'a deployment is recorded and followed by its statuses, and what runs is what GitHub says succeeded last',
  proves('github', 'deploy', 'observe'),
  async ({ github }) => {
    expect(await runs(github)).toMatchObject({ kind: 'running', named: old });
    github.state.plan = [
      { state: 'queued' },
      { state: 'in_progress', description: 'copying', log_url: 'https://ci.example/1' },
      { state: 'success', environment_url: 'https://shop.example' },
    ];
    const order = orderOf(github.target(), candidate);
    const { receipt, steps, log } = await deploy(github.endpoint, order);
    expect(receipt).toEqual({ kind: 'accepted', text: 'GitHub says success https://shop.example' });
    expect(steps).toContain('GitHub says in_progress · copying · https://ci.example/1');
    expect(log).toBe('queued\nin_progress · copying · https://ci.example/1\nsuccess\n');
    expect(await runs(github)).toEqual({ kind: 'running', named: candidate, health: 'unknown', healthText: null });
    expect(posts(github)).toHaveLength(1);
    expect(JSON.parse(posts(github)[0]!.body)).toMatchObject({
      ref: candidate,
      environment: 'production',
      auto_merge: false,
      required_contexts: [],
      payload: { humdrum: order.id },
    });
  },
);

test('the candidate of before is deployed again in the same way', proves('github', 'roll-back'), async ({ github }) => {
  await deploy(github.endpoint, orderOf(github.target(), candidate));
  expect(await runs(github)).toMatchObject({ named: candidate });
  expect((await deploy(github.endpoint, orderOf(github.target(), old))).receipt.kind).toBe('accepted');
  expect(await runs(github)).toMatchObject({ named: old });
});

test('who has to say yes is said while it waits', async ({ github }) => {
  github.state.reviewers = ['ada', 'grace'];
  github.state.plan = [{ state: 'pending' }, { state: 'success' }];
  const { steps } = await deploy(github.endpoint, orderOf(github.target(), candidate));
  expect(steps).toContain('GitHub says pending; production needs a yes from ada or grace');
});

test(
  'an order is found by what its deployment carries, whatever became of it; another is unheard of',
  proves('github', 'find'),
  async ({ github }) => {
    const order = orderOf(github.target(), candidate);
    const find = () => github.endpoint.find(order, never);
    github.state.record(candidate, 'production', { humdrum: 'another order' }, [{ state: 'success' }]);
    expect(await find()).toBe('unheard of');
    const ours = github.state.record(candidate, 'production', JSON.stringify({ humdrum: order.id }), [], [
    { state: 'in_progress' }, { state: 'failure', description: 'disk full' }, { state: 'success' },
  ]); // oxfmt-ignore
    expect(ours.statuses).toEqual([]);
    expect(await find()).toEqual({ kind: 'accepted', text: 'GitHub says in_progress' });
    expect(await find()).toMatchObject({
      kind: 'refused',
      failure: { status: 'failure', said: 'failure · disk full' },
    });
    expect(await find()).toMatchObject({ kind: 'accepted', text: 'GitHub says success' });
  },
);

test(
  'a deployment that fails there is refused with what was said, and what ran runs still',
  proves('github', 'refused'),
  async ({ github }) => {
    github.state.plan = [{ state: 'in_progress' }, { state: 'failure', description: 'smoke alarm' }];
    const { receipt } = await deploy(github.endpoint, orderOf(github.target(), candidate));
    expect(receipt).toMatchObject({
      kind: 'refused',
      failure: { kind: 'endpoint-refused', said: 'failure · smoke alarm' },
    });
    expect(await runs(github)).toMatchObject({ named: old });
  },
);

for (const [status, message] of [
  [409, 'Conflict merging main into b.'],
  [422, 'No ref found for: bbbb'],
] as const)
  test(`a ${status} is a refusal, in GitHub’s own words`, proves('github', 'refused'), async ({ github }) => {
    github.state.refusal = { status, message };
    const { receipt } = await deploy(github.endpoint, orderOf(github.target(), candidate));
    // A 409 comes without a described body: only what is described as one is held to be one.
    expect(receipt).toMatchObject({ kind: 'refused', failure: { kind: 'endpoint-refused', said: message } });
    expect(posts(github)).toHaveLength(1);
    expect(await runs(github)).toMatchObject({ named: old });
  });

test(
  'a token that is refused, or asked to wait, did nothing; the token is never shown',
  proves('github', 'refused'),
  async ({ github }) => {
    github.fault = (method, path) => (onDeployments(method, path) ? badCredentials : null);
    const refused = await deploy(github.endpoint, orderOf(github.target(), candidate));
    expect(refused.receipt).toMatchObject({
      kind: 'refused',
      failure: { kind: 'credentials-refused', said: 'Bad credentials', secrets: ['GITHUB'] },
    });
    expect(posts(github)[0]!.headers.authorization).toBe(`Bearer ${token}`);
    expect(JSON.stringify(refused)).not.toContain(token);
    github.fault = () => (_request, response) => {
      response.writeHead(429, { 'retry-after': '7' }).end(`slow down ${token}`);
    };
    const busy = await deploy(github.endpoint, orderOf(github.target(), candidate));
    expect(busy.receipt).toMatchObject({ kind: 'refused', failure: { kind: 'endpoint-busy', retryAfterMs: 7000 } });
    expect(github.state.deployments).toHaveLength(1);
  },
);
