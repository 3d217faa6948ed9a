import type { GitFileEndpoint } from '../../contract/endpoint-kinds/git-file';
import { deploy, never, orderOf, targetOf } from '../support/endpoint-orders';
import { startFile, values } from '../support/git-file-servers';
import { expect, hook, letGo, started, test, waitingHook } from '../support/git-servers';
import { proves } from '../support/proves';
import { addCommit } from '../support/repositories';

test(
  'a file that says so already needs no commit; each format is changed as it is written',
  proves('git-file', 'deploy'),
  async ({ rig }) => {
    const { controller, config, target, endpoint, one, two, tip, file } = await startFile(rig, 'nginx');
    const before = await tip();
    const same = await deploy(endpoint, orderOf(target, one));
    expect(same.receipt).toMatchObject({ kind: 'accepted', text: expect.stringContaining('already') });
    expect(await tip()).toBe(before);
    const others = {
      'shop.env': ['TAG', `TAG=${two}\nDEBUG=0\n`],
      'app.json': ['/image/tag', `{ "image": {"tag":"${two}"} }\n`],
      'kustomization.yaml': ['shop/${component}', `images:\n- name: shop/catalog\n  newTag: ${two}\n`],
    } as const;
    for (const [name, [key, text]] of Object.entries(others)) {
      const other = targetOf({ ...config, file: `env/dev/${name}`, key });
      expect((await deploy(endpoint, orderOf(other, two))).receipt.kind).toBe('accepted');
      expect(await file(name)).toBe(text);
    }
    await controller.close();
  },
);

test(
  'what can’t be changed is refused before anything is pushed, in words: no file, no key, no branch, no password',
  proves('git-file', 'refused'),
  async ({ rig }) => {
    const { controller, config, target, endpoint, endpointOf, two, tip } = await startFile(rig, 'nginx');
    const before = await tip();
    const refusal = async (more: Partial<GitFileEndpoint>) =>
      (await deploy(endpoint, orderOf(targetOf({ ...config, ...more }), two))).receipt;
    expect(await refusal({ file: 'nope.yaml' })).toMatchObject({ failure: { said: 'it is not there' } });
    expect(await refusal({ key: '/image/nope' })).toMatchObject({ failure: { expected: 'something at /image/nope' } });
    expect(await refusal({ branch: 'nope' })).toMatchObject({ failure: { kind: 'branch-missing', branch: 'nope' } });
    const stranger = await endpointOf({ PATH: process.env['PATH'], HOME: rig.folder });
    expect((await deploy(stranger, orderOf(target, two))).receipt).toMatchObject({
      kind: 'refused',
      failure: { kind: 'repository-locked' },
    });
    expect(await tip()).toBe(before);
    await controller.close();
  },
);

test(
  'a command may say what runs; without a word, with nonsense, or in error it says nothing',
  proves('git-file', 'observe', 'lies'),
  async ({ rig }) => {
    const { controller, config, endpoint, one, two } = await startFile(rig, 'sshd');
    const outcome = async (script: string) => {
      const observe = { run: ['/bin/sh', '-c', script], within: '2s' };
      return (await endpoint.observe(targetOf({ ...config, observe }), never)).outcome;
    };
    expect(await outcome(`echo hello; echo ${two}`)).toMatchObject({ kind: 'running', named: two, health: 'unknown' });
    expect(await outcome('echo -')).toEqual({ kind: 'nothing' });
    const says = (json: object) => outcome(`echo '${JSON.stringify(json)}'`);
    expect(await says({ commit: two, health: 'degraded' })).toMatchObject({ named: two, health: 'unhealthy' });
    expect(await says({ commit: [two, two], health: 'ok' })).toMatchObject({ named: two, health: 'healthy' });
    expect(await says({ commit: [one, two] })).toMatchObject({ failure: { kind: 'mixed', versions: [one, two] } });
    expect(await outcome('true')).toMatchObject({ kind: 'unreadable', failure: { kind: 'endpoint-nonsense' } });
    expect(await outcome(`echo all is well`)).toMatchObject({ kind: 'unreadable' });
    expect(await outcome(`echo ${two}; exit 3`)).toMatchObject({ failure: { kind: 'command-failed' } });
    expect(await outcome('sleep 60')).toMatchObject({ failure: { kind: 'command-failed' } });
    await controller.close();
  },
);

test(
  'a push whose answer is cut off, and that somebody else’s came before, has changed nothing, and is refused',
  proves('git-file', 'cut', 'refused'),
  async ({ rig }) => {
    const { server, remote, controller, target, endpoint, one, two, tip, file } = await startFile(rig, 'nginx');
    await hook(remote.path, 'pre-receive', waitingHook(rig.folder, 'build'));
    const order = orderOf(target, two);
    const heard = deploy(endpoint, order);
    await started(rig.folder, 'build');
    server.proxy.mute();
    const theirs = await addCommit(remote.path, 'main', { README: 'first' });
    await letGo(rig.folder, 'build');
    server.proxy.cut();
    expect((await heard).receipt).toMatchObject({
      kind: 'refused',
      failure: { kind: 'endpoint-refused', said: `somebody else moved the branch to ${theirs.slice(0, 7)} meanwhile` },
    });
    expect([await tip(), await file()]).toEqual([theirs, values(one)]);
    expect(await endpoint.find(order, never)).toBe('unheard of');
    await controller.close();
  },
);
