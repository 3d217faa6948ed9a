import { deploy, failureOf, never, orderOf } from '../support/endpoint-orders';
import { startFile, values } from '../support/git-file-servers';
import { expect, hook, letGo, started, test, transports, waitingHook } from '../support/git-servers';
import { proves } from '../support/proves';
import { addCommit, git } from '../support/repositories';

for (const transport of transports) {
  test(
    `${transport}: the file says the candidate and then what was there before; what runs is what the controller says`,
    proves('git-file', 'deploy', 'observe', 'roll-back'),
    async ({ rig }) => {
      const { remote, controller, target, endpoint, one, two, runs, file } = await startFile(rig, transport);
      await expect.poll(runs).toBe(one);
      const order = orderOf(target, two);
      const { receipt, steps } = await deploy(endpoint, order);
      expect(receipt.kind).toBe('accepted');
      expect(steps.join('\n')).toContain(`from ${one} to ${two}`);
      expect(await file()).toBe(values(two));
      await expect.poll(runs).toBe(two);
      expect(await endpoint.observe(target, never)).toMatchObject({ outcome: { health: 'healthy' } });
      const message = await git(remote.path, ['log', '-1', '--format=%an %s%n%(trailers:only)', 'main']);
      expect(message).toBe(`Ada dev: catalog v1.2.3\nHumdrum-Deployment: ${order.id}\n\n`);
      expect(await git(remote.path, ['diff', '--stat=200', 'main~1', 'main'])).toContain('1 file changed, 1 insertion');
      expect((await deploy(endpoint, orderOf(target, one))).receipt.kind).toBe('accepted');
      await expect.poll(runs).toBe(one);
      expect(await file()).toBe(values(one));
      await controller.close();
    },
  );

  test(
    `${transport}: a push whose answer is cut off has landed: it is found by the order’s own line`,
    proves('git-file', 'cut', 'find'),
    async ({ rig }) => {
      const { server, remote, controller, target, endpoint, two, tip } = await startFile(rig, transport);
      await hook(remote.path, 'pre-receive', waitingHook(rig.folder, 'build'));
      const order = orderOf(target, two);
      const before = await tip();
      expect(await endpoint.find(order, never)).toBe('unheard of');
      const heard = deploy(endpoint, order);
      await started(rig.folder, 'build');
      server.proxy.mute();
      await letGo(rig.folder, 'build');
      await expect.poll(tip).not.toBe(before);
      server.proxy.shut(true);
      server.proxy.cut();
      expect((await heard).receipt.kind).toBe('unclear');
      server.proxy.shut(false);
      await addCommit(remote.path, 'main', { README: 'somebody went on' });
      expect(await endpoint.find(order, never)).toMatchObject({ kind: 'accepted' });
      expect(await endpoint.find(orderOf(target, two, 'another'), never)).toMatchObject({ kind: 'accepted' });
      await controller.close();
    },
  );

  test(
    `${transport}: a server that says no is told with its words, and what ran runs`,
    proves('git-file', 'refused'),
    async ({ rig }) => {
      const { remote, controller, target, endpoint, one, two, runs, file } = await startFile(rig, transport);
      await expect.poll(runs).toBe(one);
      await hook(remote.path, 'pre-receive', 'echo "protected: two people must agree" >&2; exit 1');
      const { receipt } = await deploy(endpoint, orderOf(target, two));
      expect(receipt.kind).toBe('refused');
      expect(JSON.stringify(receipt)).toContain('two people must agree');
      expect([await file(), await runs()]).toEqual([values(one), one]);
      await controller.close();
    },
  );

  test(
    `${transport}: who pushed meanwhile keeps what they pushed: the order is refused, and nothing is forced`,
    proves('git-file', 'refused'),
    async ({ rig }) => {
      const { remote, controller, target, endpoint, one, two, tip, file } = await startFile(rig, transport);
      await hook(remote.path, 'pre-receive', waitingHook(rig.folder, 'build'));
      const heard = deploy(endpoint, orderOf(target, two));
      await started(rig.folder, 'build');
      const theirs = await addCommit(remote.path, 'main', { README: 'first' });
      await letGo(rig.folder, 'build');
      expect((await heard).receipt).toMatchObject({ kind: 'refused' });
      expect([await tip(), await file()]).toEqual([theirs, values(one)]);
      await controller.close();
    },
  );

  test(
    `${transport}: a server that says it took the commit and drops it is not believed, nor is a file that nobody follows`,
    proves('git-file', 'lies'),
    async ({ rig }) => {
      const { remote, controller, target, endpoint, one, two, runs } = await startFile(rig, transport);
      await expect.poll(runs).toBe(one);
      await hook(remote.path, 'post-receive', 'while read old new ref; do git update-ref "$ref" "$old"; done');
      expect((await deploy(endpoint, orderOf(target, two))).receipt).toMatchObject({
        kind: 'unclear',
        failure: { kind: 'endpoint-nonsense', said: 'the branch has not moved' },
      });
      await hook(remote.path, 'post-receive', 'true');
      controller.asleep = true;
      expect((await deploy(endpoint, orderOf(target, two))).receipt.kind).toBe('accepted');
      expect(await runs()).toBe(one);
      controller.asleep = false;
      await expect.poll(runs).toBe(two);
      await controller.close();
    },
  );

  test(
    `${transport}: a server that hangs, before the push or in it, and a controller that hangs, are left in time`,
    proves('git-file', 'hangs'),
    async ({ rig }) => {
      const { server, remote, controller, target, endpoint, two } = await startFile(rig, transport, {
        deadlines: { push: 3000 },
      });
      await hook(remote.path, 'pre-receive', waitingHook(rig.folder, 'build'));
      const late = await deploy(endpoint, orderOf(target, two));
      expect(late.receipt).toMatchObject({
        kind: 'unclear',
        failure: { kind: 'git-failed', why: expect.stringMatching(/^no end within 3 s/) },
      });
      await letGo(rig.folder, 'build');
      server.proxy.mute();
      expect(failureOf((await deploy(endpoint, orderOf(target, two))).receipt)).toMatchObject({
        kind: 'endpoint-hangs',
        afterMs: 5000,
      });
      controller.silent = true;
      const { outcome } = await endpoint.observe(target, never);
      expect(outcome).toMatchObject({ kind: 'unreadable', failure: { kind: 'endpoint-hangs' } });
      await controller.close();
    },
  );
}
