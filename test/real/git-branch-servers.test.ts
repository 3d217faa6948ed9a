import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deploy, never, orderOf } from '../support/endpoint-orders';
import { startBranch } from '../support/git-branch-servers';
import { expect, hook, letGo, started, test, transports, waitingHook } from '../support/git-servers';
import { proves } from '../support/proves';

for (const transport of transports) {
  test(
    `${transport}: the branch goes to the candidate and back, and what the server builds is read while it builds`,
    proves('git-branch', 'deploy', 'observe', 'roll-back'),
    async ({ rig }) => {
      const { remote, target, endpoint, one, two, tip } = await startBranch(rig, transport);
      await hook(remote.path, 'pre-receive', waitingHook(rig.folder, 'build'));
      expect((await endpoint.observe(target, never)).outcome).toMatchObject({ kind: 'running', named: one });
      let log = '';
      let last = '';
      for await (const progress of endpoint.deploy(orderOf(target, two), never)) {
        if (progress.type === 'log') log += progress.text;
        // Only now may the hook end: its words came before its end.
        if (log.includes('-----> Building')) await letGo(rig.folder, 'build');
        if (progress.type === 'receipt') last = progress.receipt.kind;
      }
      expect(last).toBe('accepted');
      expect(await tip()).toBe(two);
      expect((await endpoint.observe(target, never)).outcome).toMatchObject({ kind: 'running', named: two });
      expect((await deploy(endpoint, orderOf(target, one))).receipt.kind).toBe('accepted');
      expect(await tip()).toBe(one);
    },
  );

  test(
    `${transport}: a server that says no is taken at its word, and its words are told`,
    proves('git-branch', 'refused'),
    async ({ rig }) => {
      const { remote, target, endpoint, one, two, tip } = await startBranch(rig, transport);
      await hook(remote.path, 'pre-receive', 'echo "tests failed: the basket is empty" >&2; exit 1');
      const { receipt, log } = await deploy(endpoint, orderOf(target, two));
      expect(receipt).toMatchObject({ kind: 'refused', failure: { kind: 'git-failed' } });
      expect(JSON.stringify(receipt)).toContain('tests failed: the basket is empty');
      expect(log).toContain('pre-receive hook declined');
      expect(await tip()).toBe(one);
      expect((await endpoint.observe(target, never)).outcome).toMatchObject({ named: one });
    },
  );

  test(
    `${transport}: a deployment that fails after the branch has moved has moved it`,
    proves('git-branch', 'deploy'),
    async ({ rig }) => {
      const { remote, target, endpoint, two, tip } = await startBranch(rig, transport);
      await hook(remote.path, 'post-receive', 'echo "restart failed" >&2; exit 1');
      const { receipt, log } = await deploy(endpoint, orderOf(target, two));
      expect(receipt.kind).toBe('accepted');
      expect(log).toContain('restart failed');
      expect(await tip()).toBe(two);
    },
  );

  test(
    `${transport}: a server that says the branch has moved, and moves it back, is not believed`,
    proves('git-branch', 'lies'),
    async ({ rig }) => {
      const { remote, target, endpoint, one, two } = await startBranch(rig, transport);
      await hook(remote.path, 'post-receive', 'while read old new ref; do git update-ref "$ref" "$old"; done');
      expect((await deploy(endpoint, orderOf(target, two))).receipt).toMatchObject({
        kind: 'unclear',
        failure: { kind: 'endpoint-nonsense', said: one },
      });
      expect((await endpoint.observe(target, never)).outcome).toMatchObject({ named: one });
    },
  );

  test(
    `${transport}: a push whose answer is cut off has landed, and that is found by looking again`,
    proves('git-branch', 'cut', 'find'),
    async ({ rig }) => {
      const { server, remote, target, endpoint, one, two, tip } = await startBranch(rig, transport);
      await hook(remote.path, 'pre-receive', waitingHook(rig.folder, 'build'));
      const order = orderOf(target, two);
      expect(await endpoint.find(order, never)).toMatchObject({ kind: 'unclear', failure: { said: one } });
      const heard = deploy(endpoint, order);
      await started(rig.folder, 'build');
      server.proxy.mute();
      await letGo(rig.folder, 'build');
      await expect.poll(tip).toBe(two);
      server.proxy.shut(true);
      server.proxy.cut();
      // Nor can the branch be read any more: it is unclear.
      expect((await heard).receipt.kind).toBe('unclear');
      server.proxy.shut(false);
      expect(await endpoint.find(order, never)).toMatchObject({ kind: 'accepted' });
    },
  );

  test(
    `${transport}: where the branch can be read after the cut, the push is known to have landed at once`,
    proves('git-branch', 'cut'),
    async ({ rig }) => {
      const { server, remote, target, endpoint, two, tip } = await startBranch(rig, transport);
      await hook(remote.path, 'pre-receive', waitingHook(rig.folder, 'build'));
      const heard = deploy(endpoint, orderOf(target, two));
      await started(rig.folder, 'build');
      server.proxy.mute();
      await letGo(rig.folder, 'build');
      await expect.poll(tip).toBe(two);
      server.proxy.cut();
      const { receipt, log } = await heard;
      expect(log).toContain('the remote end hung up unexpectedly');
      expect(receipt).toMatchObject({ kind: 'accepted' });
    },
  );

  test(
    `${transport}: a build without end is left after its time, as unclear; so it is when nobody waits any more`,
    proves('git-branch', 'hangs'),
    async ({ rig }) => {
      const { remote, target, endpoint, one, two, tip } = await startBranch(rig, transport, {
        deadlines: { push: 4000 },
      });
      await hook(remote.path, 'pre-receive', waitingHook(rig.folder, 'build'));
      const late = await deploy(endpoint, orderOf(target, two));
      expect(late.receipt).toMatchObject({
        kind: 'unclear',
        failure: { kind: 'git-failed', why: expect.stringMatching(/^no end within 4 s/) },
      });
      await rm(join(rig.folder, 'build-started'));
      const stop = new AbortController();
      const stopped = deploy(endpoint, orderOf(target, two), stop.signal);
      await started(rig.folder, 'build');
      stop.abort();
      expect((await stopped).receipt).toEqual({ kind: 'unclear', failure: { kind: 'cancelled' } });
      expect(await tip()).toBe(one);
      await letGo(rig.folder, 'build');
    },
  );

  test(
    `${transport}: a server that takes connections and says nothing is told of in time, and nothing is sent to it`,
    proves('git-branch', 'hangs'),
    async ({ rig }) => {
      const { server, target, endpoint, two } = await startBranch(rig, transport);
      server.proxy.mute();
      const hangs = { kind: 'endpoint-hangs', afterMs: 8000 };
      const { outcome } = await endpoint.observe(target, never);
      expect(outcome).toMatchObject({ kind: 'unreadable', failure: hangs });
      expect((await deploy(endpoint, orderOf(target, two))).receipt).toMatchObject({ kind: 'refused', failure: hangs });
    },
  );
}
