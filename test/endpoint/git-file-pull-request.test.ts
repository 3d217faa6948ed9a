import { join } from 'node:path';
import { deploy, failureOf, never, orderOf } from '../support/endpoint-orders';
import { branch, startProposals } from '../support/git-proposals';
import { expect, test } from '../support/git-rig';
import { proves } from '../support/proves';
import { addCommit, git } from '../support/repositories';

test(
  'a change is proposed, and goes out once somebody merges it, in whatever form they merge',
  proves('git-file', 'deploy', 'find', 'roll-back'),
  async ({ folder }) => {
    const { server, target, endpoint, one, two, at, opened } = await startProposals(folder);
    const order = orderOf(target, two);
    expect(await endpoint.find(order, never)).toBe('unheard of');
    const heard = deploy(endpoint, order);
    const pull = await opened();
    expect(pull.title).toBe('dev: catalog v1.2.3');
    expect(pull.body).toContain(`Humdrum-Deployment: ${order.id}`);
    expect([await at(branch), await at('main')]).toEqual([`tag: ${two}\n`, `tag: ${one}\n`]);
    expect(await endpoint.find(order, never)).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-hangs' } });
    await server.merge(pull);
    const { receipt, steps } = await heard;
    expect(receipt).toMatchObject({ kind: 'accepted' });
    expect(steps.join('\n')).toContain(`${server.peer.origin}/acme/config/pull/1`);
    expect(await endpoint.find(order, never)).toMatchObject({ kind: 'accepted' });
    const back = deploy(endpoint, orderOf(target, one));
    await server.merge(await opened(2));
    expect((await back).receipt.kind).toBe('accepted');
    expect(await at('main')).toBe(`tag: ${one}\n`);
    await server.close();
  },
);

test(
  'somebody who closes it says no; who does not say anything leaves it unclear',
  proves('git-file', 'refused', 'hangs'),
  async ({ folder }) => {
    const { server, target, endpoint, one, two, three, at, opened } = await startProposals(folder, '1s');
    const order = orderOf(target, two);
    const heard = deploy(endpoint, order);
    (await opened()).state = 'closed';
    expect((await heard).receipt).toMatchObject({ kind: 'refused', failure: { status: 'closed' } });
    expect(await endpoint.find(order, never)).toMatchObject({ kind: 'refused' });
    const late = await deploy(endpoint, orderOf(target, three));
    expect(late.receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-hangs', afterMs: 1000 } });
    expect(server.pulls[1]?.state).toBe('open');
    expect(await at('main')).toBe(`tag: ${one}\n`);
    await server.close();
  },
);

test(
  'one that is open already is taken over for the newer candidate',
  proves('git-file', 'deploy'),
  async ({ folder }) => {
    const { server, target, endpoint, two, three, at, opened } = await startProposals(folder);
    const stop = new AbortController();
    const first = deploy(endpoint, orderOf(target, two), stop.signal);
    await opened();
    stop.abort();
    expect((await first).receipt).toEqual({ kind: 'unclear', failure: { kind: 'cancelled' } });
    const order = orderOf(target, three);
    const second = deploy(endpoint, order);
    await expect.poll(() => server.pulls[0]?.body).toContain(order.id);
    const pull = await opened(1);
    await server.merge(pull);
    expect((await second).receipt.kind).toBe('accepted');
    expect(await at('main')).toBe(`tag: ${three}\n`);
    await server.close();
  },
);

test(
  'a pull request whose answer was lost is found by the order’s line, and is not opened twice',
  proves('git-file', 'cut'),
  async ({ folder }) => {
    const { server, target, endpoint, two, opened } = await startProposals(folder);
    server.mood = 'loses';
    const heard = deploy(endpoint, orderOf(target, two));
    await server.merge(await opened());
    expect((await heard).receipt.kind).toBe('accepted');
    expect(server.peer.seen.filter(({ method }) => method === 'POST')).toHaveLength(1);
    await server.close();
  },
);

test(
  'one that says it was merged while the file says something else is not believed',
  proves('git-file', 'lies'),
  async ({ folder }) => {
    const { server, target, endpoint, one, two, at, opened } = await startProposals(folder);
    const heard = deploy(endpoint, orderOf(target, two));
    const pull = await opened();
    Object.assign(pull, { state: 'closed', merged_at: new Date().toISOString() });
    expect((await heard).receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-nonsense' } });
    expect(await at('main')).toBe(`tag: ${one}\n`);
    await server.close();
  },
);

test(
  'an API that refuses who asks, or asks to be left alone, is told; the environment’s branch is as it was',
  proves('git-file', 'refused'),
  async ({ folder }) => {
    const { remote, server, target, endpoint, one, two, at } = await startProposals(folder, '1m', 'wrong-one');
    const denied = failureOf((await deploy(endpoint, orderOf(target, two))).receipt);
    expect(denied).toMatchObject({ kind: 'credentials-refused', secrets: ['GITHUB'] });
    expect(JSON.stringify(denied)).not.toContain('wrong-one');
    // The API is asked before anything is pushed.
    expect((await git(remote.path, ['branch', '--list'])).trim()).toBe('* main');
    await server.close();
    const other = await startProposals(join(folder, 'other'));
    for (const [mood, kind] of [
      ['busy', 'endpoint-busy'],
      ['denies', 'credentials-refused'],
    ] as const) {
      other.server.mood = mood;
      const { receipt } = await deploy(other.endpoint, orderOf(other.target, two));
      expect(receipt).toMatchObject({ kind: 'refused', failure: { kind } });
    }
    expect([await at('main'), await other.at('main')]).toEqual([`tag: ${one}\n`, `tag: ${one}\n`]);
    await other.server.close();
  },
);

test(
  'a branch of proposals that holds somebody else’s commit is left alone',
  proves('git-file', 'refused'),
  async ({ folder }) => {
    const { remote, server, target, endpoint, two } = await startProposals(folder);
    const main = (await git(remote.path, ['rev-parse', 'main'])).trim();
    await git(remote.path, ['update-ref', `refs/heads/${branch}`, main]);
    const theirs = await addCommit(remote.path, branch, { README: 'mine' });
    const { receipt } = await deploy(endpoint, orderOf(target, two));
    expect(receipt).toMatchObject({ kind: 'refused', failure: { where: `branch ${branch}` } });
    expect((await git(remote.path, ['rev-parse', branch])).trim()).toBe(theirs);
    expect(server.pulls).toEqual([]);
    await server.close();
  },
);

test('an API that hangs is left in time, and nothing is pushed', proves('git-file', 'hangs'), async ({ folder }) => {
  const { remote, server, target, endpoint, two } = await startProposals(folder);
  server.mood = 'hangs';
  const { receipt } = await deploy(endpoint, orderOf(target, two));
  expect(receipt).toMatchObject({ kind: 'refused', failure: { kind: 'endpoint-hangs' } });
  expect((await git(remote.path, ['branch', '--list'])).trim()).toBe('* main');
  await server.close();
});
