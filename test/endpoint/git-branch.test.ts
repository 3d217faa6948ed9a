import { expect, test } from '@playwright/test';
import type { Commit } from '../../contract/commit';
import { done, failed } from '../../contract/failure';
import { createGitBranchEndpoint } from '../../main/endpoints/git-branch';
import type { Source } from '../../main/release/git-ports';
import type { Receipt } from '../../main/release/receipt';
import { deploy, never, orderOf, targetOf } from '../support/endpoint-orders';
import { commitOf, sourceOf } from '../support/endpoint-services';

const a = commitOf('a');
const b = commitOf('b');
const c = commitOf('c');

type Push = Parameters<Source['pushBranch']>[0];

/** A repository with one branch. `push`: what a push does to it, and what it says. */
const repository = (start: Commit | null, push: (order: Push, move: (to: Commit | null) => void) => Receipt) => {
  let branch = start;
  const pushes: Push[] = [];
  const reads: string[] = [];
  let unreadable = false;
  const source: Source = {
    ...sourceOf({}),
    readBranch: async (component, repository, name) => {
      reads.push(`${component} ${repository} ${name}`);
      if (unreadable) return failed({ kind: 'repository-unreachable', repository: 'r', why: 'away' });
      return done(branch);
    },
    async *pushBranch(order) {
      pushes.push(order);
      yield { type: 'log', text: 'remote: hello\n' };
      const receipt = push(order, (to) => (branch = to));
      yield { type: 'receipt', receipt };
    },
  };
  const endpoint = createGitBranchEndpoint(source, () => '2026-01-01T00:00:00.000Z');
  return { endpoint, pushes, reads, hide: () => (unreadable = true) };
};

const accepted: Receipt = { kind: 'accepted', text: 'pushed' };
const unclear: Receipt = {
  kind: 'unclear',
  failure: { kind: 'git-failed', repository: 'r', verb: 'push', why: 'cut' },
};
const refused: Receipt = { kind: 'refused', failure: { kind: 'git-failed', repository: 'r', verb: 'push', why: 'no' } };
const target = targetOf({ kind: 'git-branch', branch: 'env/${environment}', repository: 'git@x:${component}' });

test('a deployment moves the branch with what was read as its lease, and looks again', async () => {
  const { endpoint, pushes, reads } = repository(b, (order, move) => (move(order.commit), accepted));
  const heard = await deploy(endpoint, orderOf(target, a));
  expect(heard.receipt.kind).toBe('accepted');
  expect(heard.log).toBe('remote: hello\n');
  expect(pushes).toEqual([
    { component: 'catalog', repository: 'git@x:catalog', branch: 'env/dev', commit: a, lease: b },
  ]);
  expect(reads).toEqual(['catalog git@x:catalog env/dev', 'catalog git@x:catalog env/dev']);
});

test('a push whose answer was lost but that landed is accepted', async () => {
  const { endpoint } = repository(b, (order, move) => (move(order.commit), unclear));
  expect((await deploy(endpoint, orderOf(target, a))).receipt.kind).toBe('accepted');
});

test('a push whose answer was lost and that is not there is unclear: it may still land', async () => {
  const { endpoint } = repository(b, () => unclear);
  expect((await deploy(endpoint, orderOf(target, a))).receipt).toEqual(unclear);
});

test('a push that is said to be accepted but is not there is no success', async () => {
  const { endpoint } = repository(b, (_order, move) => (move(c), accepted));
  expect((await deploy(endpoint, orderOf(target, a))).receipt).toMatchObject({
    kind: 'unclear',
    failure: { kind: 'endpoint-nonsense', said: c },
  });
});

test('a push that was refused stays refused', async () => {
  const { endpoint } = repository(b, () => refused);
  expect((await deploy(endpoint, orderOf(target, a))).receipt).toEqual(refused);
});

test('a branch that can’t be read afterwards leaves it unclear', async () => {
  const rig = repository(b, (order, move) => (move(order.commit), rig.hide(), accepted));
  expect((await deploy(rig.endpoint, orderOf(target, a))).receipt).toMatchObject({
    kind: 'unclear',
    failure: { kind: 'repository-unreachable' },
  });
});

test('a branch that can’t be read before is a refusal, and nothing is pushed', async () => {
  const rig = repository(b, () => accepted);
  rig.hide();
  expect((await deploy(rig.endpoint, orderOf(target, a))).receipt.kind).toBe('refused');
  expect(rig.pushes).toEqual([]);
});

test('a branch that is there already needs no push', async () => {
  const { endpoint, pushes } = repository(a, () => refused);
  expect((await deploy(endpoint, orderOf(target, a))).receipt.kind).toBe('accepted');
  expect(pushes).toEqual([]);
});

test('what runs is what the branch points at; no branch, nothing', async () => {
  const { endpoint } = repository(b, () => accepted);
  expect((await endpoint.observe(target, never)).outcome).toEqual({
    kind: 'running',
    named: b,
    health: 'unknown',
    healthText: null,
  });
  expect((await repository(null, () => accepted).endpoint.observe(target, never)).outcome).toEqual({ kind: 'nothing' });
});

test('after a lost answer the branch says that the order arrived, or nothing: it may have, before it went elsewhere', async () => {
  const rig = repository(a, () => accepted);
  expect(await rig.endpoint.find(orderOf(target, a), never)).toMatchObject({ kind: 'accepted' });
  expect(await rig.endpoint.find(orderOf(target, b), never)).toMatchObject({ kind: 'unclear', failure: { said: a } });
  rig.hide();
  expect(await rig.endpoint.find(orderOf(target, a), never)).toMatchObject({
    kind: 'unclear',
    failure: { kind: 'repository-unreachable' },
  });
});
