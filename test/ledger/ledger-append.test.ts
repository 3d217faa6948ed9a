import { join } from 'node:path';
import { expect } from '@playwright/test';
import { done, failed } from '../../contract/failure';
import { add, addOnce, branchOf, lockDraft, never, reasons, test } from '../support/ledger-rig';
import { failureOf, valueOf } from '../support/results';

test('an entry is a commit without files whose message says it twice: for people and as JSON', async ({
  open,
  remote,
  git,
}) => {
  const reading = valueOf(await open().append('dev', add('release night'), never));
  expect(reasons(reading.entries)).toEqual(['release night']);
  expect(reading.entries[0]).toMatchObject({ format: 1, kind: 'locked', by: { name: 'Ada' }, machine: 'box' });
  const branch = branchOf('dev');
  expect(git(remote, 'rev-parse', branch)).toBe(reading.tip);
  expect(git(remote, 'ls-tree', branch)).toBe('');
  expect(git(remote, 'log', '--format=%s|%an <%ae>', branch)).toBe(
    'catalog in dev: locked [skip ci]|Ada <ada@example.org>',
  );
  expect(JSON.parse(git(remote, 'log', '--format=%b', branch))).toEqual(reading.entries[0]);
});

test('entries of several appends are read in order, by whoever opens the ledger', async ({ open, remote, git }) => {
  const ada = open();
  await ada.append('dev', add('one'), never);
  await ada.append('dev', () => done([lockDraft('two'), lockDraft('three')]), never);
  await ada.append('production', add('other', 'production'), never);
  const [dev, production, empty] = valueOf(await open().read(['dev', 'production', 'staging'], never));
  expect(reasons(dev?.entries ?? [])).toEqual(['one', 'two', 'three']);
  expect(reasons(production?.entries ?? [])).toEqual(['other']);
  expect(empty).toMatchObject({ environment: 'staging', entries: [], tip: null });
  expect(git(remote, 'rev-list', '--count', branchOf('dev'))).toBe('3');
});

test('what decide refuses is not written, and no draft is no push', async ({ open, remote, git }) => {
  const ledger = open();
  const refusal = await ledger.append('dev', () => failed({ kind: 'withdrawn', by: 'Ada' }), never);
  expect(failureOf(refusal)).toEqual({ kind: 'withdrawn', by: 'Ada' });
  expect(valueOf(await ledger.append('dev', () => done([]), never)).tip).toBeNull();
  expect(git(remote, 'for-each-ref')).toBe('');
});

test('decide sees what others have written since', async ({ open }) => {
  const [ada, ben] = [open(), open()];
  await ada.append('dev', addOnce('claim'), never);
  let seen: readonly string[] = [];
  await ben.append(
    'dev',
    (entries) => {
      seen = reasons(entries);
      return addOnce('claim')(entries);
    },
    never,
  );
  expect(seen).toEqual(['claim']);
  expect(reasons(valueOf(await ada.read(['dev'], never))[0]?.entries ?? [])).toEqual(['claim']);
});

test('a ledger on this machine is made when it is first needed', async ({ open, folder, git }) => {
  const where = join(folder, 'deep', 'ledger.git');
  const ledger = open({ where, shared: false });
  expect(valueOf(await ledger.read(['dev'], never))[0]?.entries).toEqual([]);
  await ledger.append('dev', add('alone'), never);
  expect(git(where, 'log', '--format=%s', branchOf('dev'))).toContain('catalog in dev: locked');
  expect(reasons(valueOf(await open({ where, shared: false }).read(['dev'], never))[0]?.entries ?? [])).toEqual([
    'alone',
  ]);
});

test('two ledgers opened on one folder at once share it without harm', async ({ open, folder }) => {
  const shared = { folder: join(folder, 'clone') };
  const [app, terminal] = [open(shared), open(shared)];
  await Promise.all([
    app.append('dev', add('app'), never),
    terminal.append('dev', add('terminal'), never),
    app.append('production', add('p', 'production'), never),
    terminal.read(['dev', 'production'], never),
  ]);
  const reading = valueOf(await app.read(['dev', 'production'], never));
  expect([...reasons(reading[0]?.entries ?? [])].sort()).toEqual(['app', 'terminal']);
  expect(reasons(reading[1]?.entries ?? [])).toEqual(['p']);
});

test('a stopped append says so and a stopped read too', async ({ open }) => {
  const stopped = AbortSignal.abort();
  expect(failureOf(await open().append('dev', add('x'), stopped)).kind).toBe('cancelled');
  expect(failureOf(await open().read(['dev'], stopped)).kind).toBe('cancelled');
});
