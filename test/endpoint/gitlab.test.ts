import { expect } from '@playwright/test';
import { json } from '../support/endpoint-http';
import { deploy, never, orderOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { token } from '../support/gitlab-fake';
import { candidate, old, posts, runs, test } from '../support/gitlab-production';
import { proves } from '../support/proves';

test(
  'the manual job of the candidate’s pipeline is played, its log comes as it grows, and what runs is the last deployment',
  proves('gitlab', 'deploy', 'observe'),
  async ({ gitlab }) => {
    expect(await runs(gitlab)).toEqual({ kind: 'running', named: old, health: 'unknown', healthText: null });
    gitlab.state.plan = [
      { status: 'waiting_for_resource', says: '' },
      { status: 'running', says: '$ copy\n' },
      { status: 'running', says: `it is ${token}\n` },
      { status: 'success', says: 'done\n' },
    ];
    const { receipt, steps, log } = await deploy(gitlab.endpoint, orderOf(gitlab.target(), candidate));
    expect(receipt).toMatchObject({
      kind: 'accepted',
      text: expect.stringContaining('GitLab says success https://gitlab.example/jobs/'),
    });
    expect(log).toBe('$ copy\nit is •••\ndone\n');
    expect(steps.join('\n')).toMatch(
      /Playing deploy production.*\n.*waits until nobody else deploys there.*\n.*GitLab says running/,
    );
    expect(posts(gitlab)).toEqual(['/play']);
    expect(await runs(gitlab)).toMatchObject({ named: candidate });
  },
);

test('the candidate of before goes out by its own job, retried', proves('gitlab', 'roll-back'), async ({ gitlab }) => {
  await deploy(gitlab.endpoint, orderOf(gitlab.target(), candidate));
  expect(await runs(gitlab)).toMatchObject({ named: candidate });
  expect((await deploy(gitlab.endpoint, orderOf(gitlab.target(), old))).receipt.kind).toBe('accepted');
  expect(posts(gitlab)).toEqual(['/play', '/retry']);
  expect(await runs(gitlab)).toMatchObject({ named: old });
});

test('of several pipelines of a commit the newest that has the job is meant', async ({ gitlab }) => {
  gitlab.state.job(gitlab.state.pipeline(candidate), 'nightly', 'success');
  expect((await deploy(gitlab.endpoint, orderOf(gitlab.target(), candidate))).receipt.kind).toBe('accepted');
});

test(
  'a job that was not played is unheard of; one under way or done is found, with who played it; one that failed says nothing',
  proves('gitlab', 'find'),
  async ({ gitlab }) => {
    const find = (commit = candidate) => gitlab.endpoint.find(orderOf(gitlab.target(), commit), never);
    const [manual] = gitlab.state.jobs;
    expect(await find()).toBe('unheard of');
    expect(await find(commitOf('c'))).toBe('unheard of');
    manual!.status = 'running';
    expect(await find()).toMatchObject({ kind: 'accepted', text: expect.stringContaining('played by Ada') });
    manual!.status = 'success';
    expect(await find()).toMatchObject({ kind: 'accepted' });
    manual!.status = 'failed';
    expect(await find()).toMatchObject({
      kind: 'unclear',
      failure: { said: expect.stringContaining('script_failure') },
    });
  },
);

test(
  'a job that fails is refused with why, and what ran runs still',
  proves('gitlab', 'refused'),
  async ({ gitlab }) => {
    gitlab.state.plan = [{ status: 'failed', says: 'exit 1\n' }];
    const { receipt, log } = await deploy(gitlab.endpoint, orderOf(gitlab.target(), candidate));
    expect(receipt).toMatchObject({
      kind: 'refused',
      failure: { status: 'failed', said: expect.stringContaining('script_failure') },
    });
    expect(log).toBe('exit 1\n');
    expect(await runs(gitlab)).toMatchObject({ named: old });
  },
);

test(
  'a commit without such a job, a job that is under way, and a wrong token are refused before anything is sent',
  proves('gitlab', 'refused'),
  async ({ gitlab }) => {
    const refused = async (commit = candidate) =>
      (await deploy(gitlab.endpoint, orderOf(gitlab.target(), commit))).receipt;
    expect(await refused(commitOf('c'))).toMatchObject({
      kind: 'refused',
      failure: { said: expect.stringContaining('has a job deploy production') },
    });
    gitlab.state.jobs[0]!.status = 'running';
    expect(await refused()).toMatchObject({ kind: 'refused', failure: { status: 'running' } });
    gitlab.fault = () => json(401, { message: '401 Unauthorized' });
    expect(await refused()).toMatchObject({
      kind: 'refused',
      failure: { kind: 'credentials-refused', said: '401 Unauthorized', secrets: ['GITLAB'] },
    });
    expect(posts(gitlab)).toEqual([]);
  },
);

test('a refusal to play is told in GitLab’s words', proves('gitlab', 'refused'), async ({ gitlab }) => {
  gitlab.fault = (method) => (method === 'POST' ? json(403, { message: '403 Forbidden' }) : null);
  const { receipt } = await deploy(gitlab.endpoint, orderOf(gitlab.target(), candidate));
  expect(receipt).toMatchObject({ kind: 'refused', failure: { kind: 'credentials-refused', said: '403 Forbidden' } });
  expect(await runs(gitlab)).toMatchObject({ named: old });
});
