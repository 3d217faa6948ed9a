import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deploy, failureOf, orderOf, targetOf } from '../support/endpoint-orders';
import { startBranch } from '../support/git-branch-servers';
import { expect, test } from '../support/git-servers';
import { proves } from '../support/proves';
import { git } from '../support/repositories';

test(
  'nginx: a wrong password, none, and a repository that is not there each have their words',
  proves('git-branch', 'refused'),
  async ({ rig }) => {
    const { server, config, target, endpoint, endpointOf, one, two, tip } = await startBranch(rig, 'nginx');
    const refusal = async (env: NodeJS.ProcessEnv) =>
      failureOf((await deploy(await endpointOf(env), orderOf(target, two))).receipt);
    const home = join(rig.folder, 'eve');
    const eve = { PATH: process.env['PATH'], HOME: rig.folder };
    expect(await refusal(eve)).toMatchObject({ kind: 'repository-locked' });
    const store = (words: string): Promise<void> =>
      writeFile(home, `http://ada:${words}@127.0.0.1%3a${server.proxy.port}\n`);
    await git('/', ['config', '--file', join(rig.folder, '.gitconfig'), 'credential.helper', `store --file=${home}`]);
    await store('wrong');
    const denied = await refusal(eve);
    expect(denied).toMatchObject({ kind: 'repository-denied', why: expect.stringContaining('Authentication failed') });
    expect(JSON.stringify(denied)).not.toContain('wrong');
    expect(await tip()).toBe(one);
    const missing = targetOf({ ...config, repository: server.url('nope.git') });
    expect(failureOf((await deploy(endpoint, orderOf(missing, two))).receipt)).toMatchObject({
      kind: 'repository-missing',
    });
    // git has forgotten the password that was refused, so it is stored again.
    await store('secret');
    expect((await deploy(await endpointOf(eve), orderOf(target, two))).receipt.kind).toBe('accepted');
  },
);

test(
  'sshd: a wrong key, an unknown host, a host that has another key, and a missing repository each have their words',
  proves('git-branch', 'refused'),
  async ({ rig }) => {
    const { server, config, target, endpoint, endpointOf, one, two, tip } = await startBranch(rig, 'sshd');
    const right = String(server.env['GIT_SSH_COMMAND']);
    const refusal = async (ssh: string) => {
      const env = { ...server.env, GIT_SSH_COMMAND: ssh };
      return failureOf((await deploy(await endpointOf(env), orderOf(target, two))).receipt);
    };
    expect(await refusal(right.replace('/user ', '/stranger '))).toMatchObject({
      kind: 'repository-denied',
      why: expect.stringContaining('Permission denied (publickey'),
    });
    expect(await refusal(right.replace('/known ', '/none '))).toMatchObject({ kind: 'host-unproven', changed: false });
    expect(await refusal(right.replace('/known ', '/outdated '))).toMatchObject({
      kind: 'host-unproven',
      changed: true,
    });
    const missing = targetOf({ ...config, repository: server.url('nope.git') });
    expect(failureOf((await deploy(endpoint, orderOf(missing, two))).receipt)).toMatchObject({
      kind: 'repository-missing',
    });
    expect(await tip()).toBe(one);
  },
);
