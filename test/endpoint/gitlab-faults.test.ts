import { expect } from '@playwright/test';
import { floods, hangs, json, redirects, startPeer } from '../support/endpoint-http';
import { deploy, never, orderOf } from '../support/endpoint-orders';
import { token } from '../support/gitlab-fake';
import { candidate, job, old, posts, runs, test } from '../support/gitlab-production';
import { proves } from '../support/proves';

test(
  'a job that GitLab calls unplayable and runs all the same is followed',
  proves('gitlab', 'lies'),
  async ({ gitlab }) => {
    gitlab.state.unplayable = true;
    gitlab.state.plan = [
      { status: 'running', says: '' },
      { status: 'success', says: '' },
    ];
    expect((await deploy(gitlab.endpoint, orderOf(gitlab.target(), candidate))).receipt.kind).toBe('accepted');
    expect(await runs(gitlab)).toMatchObject({ named: candidate });
  },
);

test('a job that takes too long is cancelled, which is said', proves('gitlab', 'hangs'), async ({ gitlab }) => {
  gitlab.state.plan = [{ status: 'running', says: '' }];
  const { receipt, steps } = await deploy(gitlab.endpoint, orderOf(gitlab.target({ within: '200ms' }), candidate));
  expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-hangs', afterMs: 200 } });
  expect(gitlab.state.cancelled).toEqual([gitlab.state.jobs[0]!.id]);
  expect(steps.at(-1)).toBe(`It takes too long: GitLab was told to cancel job ${gitlab.state.jobs[0]!.id}`);
});

test(
  'a GitLab that hangs: the order is unclear, what runs can’t be read',
  proves('gitlab', 'hangs'),
  async ({ gitlab }) => {
    gitlab.fault = (method) => (method === 'POST' ? hangs : null);
    const { receipt } = await deploy(gitlab.endpoint, orderOf(gitlab.target(), candidate));
    expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-hangs', afterMs: 1000 } });
    gitlab.fault = () => hangs;
    expect(await runs(gitlab)).toMatchObject({ kind: 'unreadable', failure: { kind: 'endpoint-hangs' } });
  },
);

test('who stops waiting gets an unclear receipt, and nothing is cancelled there', async ({ gitlab }) => {
  gitlab.state.plan = [];
  const control = new AbortController();
  const heard = deploy(gitlab.endpoint, orderOf(gitlab.target(), candidate), control.signal);
  await expect.poll(() => posts(gitlab)).toEqual(['/play']);
  control.abort();
  expect((await heard).receipt).toEqual({ kind: 'unclear', failure: { kind: 'cancelled' } });
  expect(gitlab.state.cancelled).toEqual([]);
});

test('a job that says success and deployed nothing is not believed', proves('gitlab', 'lies'), async ({ gitlab }) => {
  gitlab.state.records = false;
  expect((await deploy(gitlab.endpoint, orderOf(gitlab.target(), candidate))).receipt.kind).toBe('accepted');
  expect(await runs(gitlab)).toMatchObject({ named: old });
});

test(
  'where GitLab records a deployment and the environment runs something else, the environment is believed',
  proves('gitlab', 'lies', 'observe'),
  async ({ gitlab }) => {
    const shop = await startPeer(json(200, { commit: old }));
    const target = gitlab.target({ observe: { url: `${shop.origin}/version`, commit: '/commit', answers: 1 } });
    await deploy(gitlab.endpoint, orderOf(target, candidate));
    expect((await gitlab.endpoint.observe(target, never)).outcome).toMatchObject({ named: old });
    await shop.close();
  },
);

test(
  'an environment that is stopped, or that nobody knows, runs nothing; a last deployment that failed says nothing',
  proves('gitlab', 'observe'),
  async ({ gitlab }) => {
    gitlab.state.runs(old, 'failed');
    expect(await runs(gitlab)).toMatchObject({ kind: 'unreadable', failure: { said: 'failed' } });
    gitlab.state.environments[0]!.state = 'stopped';
    expect(await runs(gitlab)).toEqual({ kind: 'nothing' });
    gitlab.state.environments = [];
    expect(await runs(gitlab)).toEqual({ kind: 'nothing' });
  },
);

test(
  'a lost answer is unclear, played once, and found by its job',
  proves('gitlab', 'cut', 'find'),
  async ({ gitlab }) => {
    gitlab.fault = (method) => (method === 'POST' ? 'cut' : null);
    const order = orderOf(gitlab.target(), candidate);
    expect((await deploy(gitlab.endpoint, order)).receipt).toMatchObject({
      kind: 'unclear',
      failure: { kind: 'endpoint-unreachable' },
    });
    expect(posts(gitlab)).toEqual(['/play']);
    expect(await gitlab.endpoint.find(order, never)).toMatchObject({ kind: 'accepted' });
  },
);

test('a log of more than 1 MB is left where it is, and the job is followed on', async ({ gitlab }) => {
  gitlab.state.plan = [
    { status: 'running', says: '' },
    { status: 'success', says: '' },
  ];
  gitlab.fault = (_method, path) => (path.endsWith('/trace') ? floods : null);
  const { receipt, log } = await deploy(gitlab.endpoint, orderOf(gitlab.target(), candidate));
  expect(receipt.kind).toBe('accepted');
  expect(log).toBe('The log is too long to be followed here.\n');
});

test('an answer that says the token back is nonsense, without the token', async ({ gitlab }) => {
  gitlab.fault = () => (request, response, socket) => json(200, { heard: request.headers })(request, response, socket);
  const outcome = await runs(gitlab);
  expect(outcome).toMatchObject({ kind: 'unreadable', failure: { kind: 'endpoint-nonsense' } });
  expect(JSON.stringify(outcome)).toContain('private-token');
  expect(JSON.stringify(outcome)).not.toContain(token);
});

test(
  'a job under way is found although the commit has a newer pipeline whose job nobody has played',
  proves('gitlab', 'find'),
  async ({ gitlab }) => {
    const order = orderOf(gitlab.target(), candidate);
    expect(await gitlab.endpoint.find(order, never)).toBe('unheard of');
    gitlab.fault = (method) => (method === 'POST' ? 'cut' : null);
    await deploy(gitlab.endpoint, order);
    gitlab.state.job(gitlab.state.pipeline(candidate), job, 'manual');
    expect(await gitlab.endpoint.find(order, never)).toMatchObject({ kind: 'accepted' });
  },
);

test('an order that is answered with 303 may have been carried out', proves('gitlab', 'lies'), async ({ gitlab }) => {
  gitlab.fault = (method) => (method === 'POST' ? redirects(303, '/elsewhere') : null);
  const { receipt } = await deploy(gitlab.endpoint, orderOf(gitlab.target(), candidate));
  expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-refused', status: '303 See Other' } });
});
