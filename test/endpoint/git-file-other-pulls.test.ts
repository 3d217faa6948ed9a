import { json } from '../support/endpoint-http';
import { deploy, never, orderOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { branch, startProposals } from '../support/git-proposals';
import { expect, test } from '../support/git-rig';
import { proves } from '../support/proves';

test(
  'of an API that lists every pull request there is, as Gitea does, nobody else’s is touched',
  proves('git-file', 'lies', 'find'),
  async ({ folder }) => {
    const { server, target, endpoint, two, opened } = await startProposals(folder);
    server.listsAll = true;
    const theirs = {
      state: 'open',
      merged_at: null,
      title: 'Theirs',
      body: 'Mine',
      head: 'feature',
      base: 'main',
    } as const;
    server.pulls.push({ number: 1, ...theirs }, { number: 2, ...theirs, head: branch, base: 'release' });
    const order = orderOf(target, two);
    const heard = deploy(endpoint, order);
    const pull = await opened(3);
    expect(pull).toMatchObject({ head: branch, base: 'main' });
    await server.merge(pull);
    expect((await heard).receipt.kind).toBe('accepted');
    expect(server.pulls.slice(0, 2)).toMatchObject([{ title: 'Theirs' }, { title: 'Theirs' }]);
    // More than a page of others: one that is not on it may be there all the same.
    for (let number = 4; number < 40; number += 1) server.pulls.push({ number, ...theirs });
    expect(await endpoint.find(orderOf(target, commitOf('9')), never)).toMatchObject({ kind: 'unclear' });
    await server.close();
  },
);

test(
  'where an open pull request may not be renamed it carries the newer candidate all the same: it is followed, and found',
  proves('git-file', 'refused', 'find'),
  async ({ folder }) => {
    const { server, target, endpoint, two, three, at, opened } = await startProposals(folder);
    const stop = new AbortController();
    const first = deploy(endpoint, orderOf(target, two), stop.signal);
    const pull = await opened();
    stop.abort();
    await first;
    server.mood = 'denies';
    const order = orderOf(target, three);
    const second = deploy(endpoint, order);
    await expect.poll(() => at(branch)).toBe(`tag: ${three}\n`);
    expect(await endpoint.find(order, never)).toMatchObject({ kind: 'unclear', failure: { kind: 'endpoint-hangs' } });
    await server.merge(pull);
    const { receipt, steps } = await second;
    expect(receipt.kind).toBe('accepted');
    expect(steps.join('\n')).toContain('could not be given its new title');
    expect(await at('main')).toBe(`tag: ${three}\n`);
    await server.close();
  },
);

test('where the token is refused while somebody is waited for, nobody waits any longer', async ({ folder }) => {
  const { server, target, endpoint, two, opened } = await startProposals(folder);
  const heard = deploy(endpoint, orderOf(target, two));
  await opened();
  server.peer.answer = json(401, { message: 'Bad credentials' });
  expect((await heard).receipt).toMatchObject({ kind: 'unclear', failure: { kind: 'credentials-refused' } });
  await server.close();
});
