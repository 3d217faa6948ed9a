import { expect } from '@playwright/test';
import { hangs, json, startPeer } from '../support/endpoint-http';
import { deploy, never, orderOf } from '../support/endpoint-orders';
import { candidate, old, onDeployments, posts, runs, test } from '../support/github-production';
import { proves } from '../support/proves';

test(
  'an order that hangs ends by itself and is unclear; an observation that hangs says so',
  proves('github', 'hangs'),
  async ({ github }) => {
    github.fault = () => hangs;
    const { receipt } = await deploy(github.endpoint, orderOf(github.target(), candidate));
    expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-hangs', afterMs: 1500 } });
    expect(await runs(github)).toMatchObject({ kind: 'unreadable', failure: { kind: 'endpoint-hangs' } });
  },
);

test(
  'a deployment that nobody carries out ends with its time, and says so',
  proves('github', 'hangs'),
  async ({ github }) => {
    github.state.plan = [];
    const { receipt, steps } = await deploy(github.endpoint, orderOf(github.target({ within: '300ms' }), candidate));
    expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-hangs', afterMs: 300 } });
    expect(steps).toContain('GitHub has recorded it; nothing has picked it up yet');
  },
);

test('who stops waiting gets an unclear receipt, and nothing is cancelled there', async ({ github }) => {
  github.state.plan = [];
  const control = new AbortController();
  const order = orderOf(github.target(), candidate);
  const heard = deploy(github.endpoint, order, control.signal);
  await expect.poll(() => github.state.deployments.length).toBe(2);
  control.abort();
  expect((await heard).receipt).toEqual({ kind: 'unclear', failure: { kind: 'cancelled' } });
  expect(posts(github)).toHaveLength(1);
});

test(
  'a lost answer is unclear, sent once, and found by looking',
  proves('github', 'cut', 'find'),
  async ({ github }) => {
    github.fault = (method, path) => (onDeployments(method, path) ? 'cut' : null);
    const order = orderOf(github.target(), candidate);
    const { receipt } = await deploy(github.endpoint, order);
    expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-unreachable' } });
    expect(posts(github)).toHaveLength(1);
    expect(await github.endpoint.find(order, never)).toMatchObject({ kind: 'accepted' });
    expect(await runs(github)).toMatchObject({ named: candidate });
  },
);

test('lost and limited looks are made again until GitHub says how it ended', async ({ github }) => {
  github.state.plan = [{ state: 'in_progress' }, { state: 'success' }];
  let looks = 0;
  github.fault = (method, path) => {
    if (method !== 'GET' || !path.includes('/statuses')) return null;
    looks += 1;
    if (looks === 1) return json(502, { message: 'Server Error' });
    if (looks === 2) return (_request, response) => response.writeHead(429, { 'retry-after': '0' }).end('{}');
    return looks === 3 ? 'cut' : null;
  };
  const { receipt, steps } = await deploy(github.endpoint, orderOf(github.target(), candidate));
  expect(receipt.kind).toBe('accepted');
  expect(steps).toContain('It asks to be left alone for a while');
  expect(posts(github)).toHaveLength(1);
});

test(
  'a deployment of another commit than was asked for is not believed',
  proves('github', 'lies'),
  async ({ github }) => {
    github.state.deploys = () => old;
    const { receipt } = await deploy(github.endpoint, orderOf(github.target(), candidate));
    expect(receipt).toMatchObject({
      kind: 'unclear',
      failure: { kind: 'endpoint-nonsense', said: `a deployment of ${old}` },
    });
  },
);

test(
  'where GitHub says success and the environment runs something else, the environment is believed',
  proves('github', 'lies', 'observe'),
  async ({ github }) => {
    const shop = await startPeer(json(200, { commit: old }));
    const target = github.target({ observe: { url: `${shop.origin}/version`, commit: '/commit', answers: 1 } });
    expect((await deploy(github.endpoint, orderOf(target, candidate))).receipt.kind).toBe('accepted');
    expect((await github.endpoint.observe(target, never)).outcome).toMatchObject({ kind: 'running', named: old });
    await shop.close();
  },
);

test(
  'success that was taken back is no success, and a deployment elsewhere is none here',
  proves('github', 'lies'),
  async ({ github }) => {
    github.state.record(candidate, 'production', {}, [{ state: 'inactive' }, { state: 'success' }]);
    github.state.record(candidate, 'production', {}, [{ state: 'error' }, { state: 'in_progress' }]);
    github.state.record(candidate, 'staging', {}, [{ state: 'success' }]);
    expect(await runs(github)).toMatchObject({ kind: 'running', named: old });
    expect((await github.endpoint.observe(github.target({ environment: 'test' }), never)).outcome).toEqual({
      kind: 'nothing',
    });
  },
);

test(
  'a deployment that went out and is called failed since leaves what runs unknown',
  proves('github', 'lies', 'observe'),
  async ({ github }) => {
    // GitHub itself makes what was there before inactive as soon as another succeeds.
    github.state.deployments.length = 0;
    github.state.record(old, 'production', {}, [{ state: 'inactive' }, { state: 'success' }]);
    github.state.record(candidate, 'production', {}, [{ state: 'failure' }, { state: 'success' }]);
    expect(await runs(github)).toMatchObject({ kind: 'unreadable', failure: { kind: 'endpoint-nonsense' } });
  },
);
