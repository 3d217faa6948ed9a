import { expect } from '@playwright/test';
import { hangs } from '../support/endpoint-http';
import { deploy, never, orderOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { badCredentials, test, version, type GithubRig } from '../support/github-contract';
import { proves, ranAgainst } from '../support/proves';

const old = commitOf('a');
const candidate = commitOf('b');
const workflow = { file: 'deploy.yml', ref: 'main', inputs: { flavour: '${environment}' } };

test.beforeEach(({ github }) => {
  ranAgainst(test.info(), `GitHub’s description, @octokit/openapi ${version}`);
  github.state.record(old, 'production', { humdrum: 'an earlier order' }, [{ state: 'success' }]);
});

const targetOf = (github: GithubRig, within = '30s') => github.target({ workflow, within });
const runs = async (github: GithubRig) => (await github.endpoint.observe(targetOf(github), never)).outcome;
const posts = (github: GithubRig) => github.peer.seen.filter(({ method }) => method === 'POST');
const step = (name: string, status: string, conclusion?: string) => ({
  name,
  status,
  ...(conclusion ? { conclusion } : {}),
});

test(
  'a workflow is started with the commit and the order, and its jobs and steps are told as they go',
  proves('github', 'deploy', 'observe'),
  async ({ github }) => {
    const steps = [step('Fetch', 'completed', 'success'), step('Copy', 'in_progress')];
    github.state.runPlan = [
    { status: 'queued' },
    { status: 'in_progress', jobs: [{ name: 'release', status: 'in_progress', steps }] },
    { status: 'completed', conclusion: 'success', jobs: [{ name: 'release', status: 'completed', conclusion: 'success', steps: [steps[0]!, step('Copy', 'completed', 'success')] }] },
  ]; // oxfmt-ignore
    const order = orderOf(targetOf(github), candidate);
    const heard = await deploy(github.endpoint, order);
    expect(heard.receipt).toMatchObject({
      kind: 'accepted',
      text: expect.stringContaining('https://github.example/runs/'),
    });
    expect(heard.steps).toContain('release: Copy (2 of 2)');
    expect(heard.log).toBe('release › Fetch: success\nrelease › Copy: success\n');
    expect(JSON.parse(posts(github)[0]!.body)).toEqual({
      ref: 'main',
      inputs: { flavour: 'production', commit: candidate, deployment: order.id },
      return_run_details: true,
    });
    expect(await runs(github)).toMatchObject({ kind: 'running', named: candidate });
  },
);

test('the candidate of before goes out by the same workflow', proves('github', 'roll-back'), async ({ github }) => {
  await deploy(github.endpoint, orderOf(targetOf(github), candidate));
  expect(await runs(github)).toMatchObject({ named: candidate });
  await deploy(github.endpoint, orderOf(targetOf(github), old));
  expect(await runs(github)).toMatchObject({ named: old });
});

test(
  'a server that does not say which run it started is asked for the run that has the order in its name',
  proves('github', 'deploy', 'find'),
  async ({ github }) => {
    github.state.workflow = { named: true, records: true, says: false };
    const order = orderOf(targetOf(github), candidate);
    expect((await deploy(github.endpoint, order)).receipt.kind).toBe('accepted');
    expect(await github.endpoint.find(order, never)).toMatchObject({ kind: 'accepted' });
  },
);

test(
  'a run that has no order in its name is not taken for ours: how to name it is said',
  proves('github', 'find'),
  async ({ github }) => {
    github.state.workflow = { named: false, records: false, says: false };
    const order = orderOf(targetOf(github, '100ms'), candidate);
    const unclear = {
      kind: 'unclear',
      failure: { kind: 'endpoint-nonsense', expected: expect.stringContaining('run-name: ${{ inputs.deployment }}') },
    };
    expect((await deploy(github.endpoint, order)).receipt).toMatchObject(unclear);
    expect(await github.endpoint.find(order, never)).toMatchObject(unclear);
    expect(github.state.cancelled).toEqual([]);
  },
);

test('who has to say yes is said while a run waits', async ({ github }) => {
  github.state.reviewers = ['ada'];
  github.state.runPlan = [{ status: 'waiting' }, { status: 'completed', conclusion: 'success' }];
  const { steps } = await deploy(github.endpoint, orderOf(targetOf(github), candidate));
  expect(steps.join('\n')).toContain('production needs a yes from ada');
});

test(
  'a run that fails is refused with its job and step, and what ran runs still',
  proves('github', 'refused'),
  async ({ github }) => {
    github.state.runPlan = [
    { status: 'completed', conclusion: 'failure', jobs: [{ name: 'release', status: 'completed', conclusion: 'failure', steps: [step('Copy', 'completed', 'failure')] }] },
  ]; // oxfmt-ignore
    const { receipt } = await deploy(github.endpoint, orderOf(targetOf(github), candidate));
    expect(receipt).toMatchObject({
      kind: 'refused',
      failure: { status: 'failure', said: expect.stringContaining('release: Copy ended in failure') },
    });
    expect(await runs(github)).toMatchObject({ named: old });
  },
);

test(
  'a token that may not start workflows is refused, and nothing was started',
  proves('github', 'refused'),
  async ({ github }) => {
    github.fault = (method) => (method === 'POST' ? badCredentials : null);
    const { receipt } = await deploy(github.endpoint, orderOf(targetOf(github), candidate));
    expect(receipt).toMatchObject({ kind: 'refused', failure: { kind: 'credentials-refused' } });
    expect(github.state.runs).toEqual([]);
  },
);

test('a run that takes too long is cancelled, which is said', proves('github', 'hangs'), async ({ github }) => {
  github.state.runPlan = [{ status: 'in_progress' }];
  const { receipt, steps } = await deploy(github.endpoint, orderOf(targetOf(github, '200ms'), candidate));
  expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-hangs', afterMs: 200 } });
  expect(github.state.cancelled).toEqual([github.state.runs[0]!.id]);
  expect(steps.at(-1)).toBe(`It takes too long: GitHub was told to cancel run ${github.state.runs[0]!.id}`);
});

test('a start that hangs is unclear, and cancels nothing', proves('github', 'hangs'), async ({ github }) => {
  github.fault = (method) => (method === 'POST' ? hangs : null);
  const { receipt } = await deploy(github.endpoint, orderOf(targetOf(github), candidate));
  expect(receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-hangs' } });
  expect(posts(github)).toHaveLength(1);
});

test(
  'a run that says success and recorded no deployment has deployed nothing',
  proves('github', 'lies'),
  async ({ github }) => {
    github.state.workflow = { named: true, records: false, says: true };
    expect((await deploy(github.endpoint, orderOf(targetOf(github), candidate))).receipt.kind).toBe('accepted');
    expect(await runs(github)).toMatchObject({ named: old });
  },
);

test(
  'what GitHub records of a job by itself names the branch, not the candidate: it does not count',
  proves('github', 'lies'),
  async ({ github }) => {
    github.state.record(commitOf('c'), 'production', {}, [{ state: 'success' }]);
    expect(await runs(github)).toMatchObject({ named: old });
    const tagged = github.target({ workflow: { ...workflow, ref: '${candidate.version}' } });
    expect((await github.endpoint.observe(tagged, never)).outcome).toMatchObject({ named: commitOf('c') });
    github.state.deployments.pop();
    expect(await runs(github)).toMatchObject({
      kind: 'unreadable',
      failure: { expected: expect.stringContaining('observe') },
    });
  },
);

test(
  'a start whose answer is lost is unclear, started once, and found by its name',
  proves('github', 'cut', 'find'),
  async ({ github }) => {
    github.fault = (method) => (method === 'POST' ? 'cut' : null);
    const order = orderOf(targetOf(github), candidate);
    expect((await deploy(github.endpoint, order)).receipt).toMatchObject({ kind: 'unclear' });
    expect(github.state.runs).toHaveLength(1);
    expect(await github.endpoint.find(order, never)).toMatchObject({ kind: 'accepted' });
    expect(await runs(github)).toMatchObject({ named: candidate });
  },
);
