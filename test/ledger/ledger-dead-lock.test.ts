import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from '@playwright/test';
import { add, branchOf, never, reasons, test, valueOf } from '../support/ledger-rig';

/** What a git that was killed while it held a ref leaves. */
const leaveLock = (gitDir: string): string => {
  const lock = join(gitDir, `${branchOf('dev')}.lock`);
  mkdirSync(dirname(lock), { recursive: true });
  writeFileSync(lock, '');
  return lock;
};

for (const [what, shared, address] of [
  ['a ledger on this machine', false, (remote: string) => remote],
  ['a ledger that a team shares by path', true, (remote: string) => remote],
  ['a ledger that a team shares by file address', true, (remote: string) => pathToFileURL(remote).href],
] as const)
  test(`the lock that a killed git left in ${what} stands in nobody’s way for long`, async ({ open, remote, git }) => {
    valueOf(await open({ shared, where: address(remote) }).append('dev', add('before'), never));
    const lock = leaveLock(remote);
    const after = valueOf(await open({ shared, where: address(remote) }).append('dev', add('after'), never));
    expect(reasons(after.entries)).toEqual(['before', 'after']);
    expect(existsSync(lock)).toBe(false);
    expect(git(remote, 'rev-list', '--count', branchOf('dev'))).toBe('2');
  });

test('the lock in a ledger that has a working copy too is found where git keeps it', async ({ open, folder, git }) => {
  const work = join(folder, 'work');
  mkdirSync(work);
  const gitDir = join(work, '.git');
  git(gitDir, '-c', 'core.bare=false', 'init', '--quiet', '--template=', work);
  const lock = leaveLock(gitDir);
  const first = valueOf(await open({ where: work }).append('dev', add('first'), never));
  expect(reasons(first.entries)).toEqual(['first']);
  expect(existsSync(lock)).toBe(false);
});
