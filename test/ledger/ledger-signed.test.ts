import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { RunGit } from '../../main/ledger/run-git';
import { emailOf, signingPerson, vouch } from '../support/ledger-people';
import { add, branchOf, never, reasons } from '../support/ledger-rig';
import { test, thought } from '../support/ledger-team';
import { failureOf, valueOf } from '../support/results';

test('whoever signs with SSH signs entries too, and git itself says that they are theirs', async ({
  open,
  remote,
  allowed,
  ada,
  ben,
}) => {
  await open(ada.options).append('dev', add('signed'), never);
  await open().append('dev', add('not signed'), never);
  const [reading] = [valueOf(await open(ben.options).append('dev', add('signed by another'), never))];
  expect(reasons(reading.entries)).toEqual(['signed', 'not signed', 'signed by another']);
  expect(thought(reading)).toEqual(['signed', 'unsigned', 'signed']);
  const [first] = reading.entries;
  expect(reading.signatures?.get(first?.id ?? '')).toMatchObject({ by: 'ada@example.org' });
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', `gpg.ssh.allowedSignersFile=${allowed}`, `--git-dir=${remote}`, ...args], {
      encoding: 'utf8',
    });
  expect(git('log', '--format=%G?%GS', '--reverse', branchOf('dev')).trim().split('\n')).toEqual([
    'Gada@example.org',
    'N',
    expect.stringMatching(/^Gben@/),
  ]);
  git('verify-commit', branchOf('dev'));
});

test('a key that nobody here vouches for is a stranger’s, and its entries are believed no more than unsigned ones', async ({
  open,
  folder,
  allowed,
  ada,
}) => {
  await open(signingPerson(folder, 'Zoe', null).options).append('dev', add('hello'), never);
  const reader = open(ada.options);
  const [reading] = valueOf(await reader.read(['dev'], never));
  expect(thought(reading)).toEqual(['stranger']);
  const zoe = signingPerson(folder, 'Yves', null);
  await open(zoe.options).append('dev', add('again'), never);
  expect(thought(valueOf(await reader.read(['dev'], never))[0])).toEqual(['stranger', 'stranger']);
  vouch(allowed, zoe, emailOf('Yves'));
  expect(thought(valueOf(await reader.read(['dev'], never))[0])).toEqual(['stranger', 'signed']);
});

test('each signature is checked once, also across restarts; an unchanged or unsigned ledger starts nothing more', async ({
  open,
  folder,
  ada,
  ben,
}) => {
  const calls: string[] = [];
  const run: RunGit = (call, signal) => {
    calls.push(call.args.includes('--no-walk=unsorted') ? 'check' : (call.args[0] ?? ''));
    return ben.run(call, signal);
  };
  const mine = { ...ben.options, folder: join(folder, 'clone'), run };
  for (const reason of ['one', 'two']) await open().append('dev', add(reason), never);
  const reader = open(mine);
  await reader.read(['dev'], never);
  expect(calls.filter((verb) => verb === 'log')).toHaveLength(1);
  expect(calls).not.toContain('check');

  await open(ada.options).append('dev', add('three'), never);
  calls.length = 0;
  expect(thought(valueOf(await reader.read(['dev'], never))[0])).toEqual(['unsigned', 'unsigned', 'signed']);
  expect(calls.filter((verb) => verb === 'check')).toHaveLength(1);

  calls.length = 0;
  await reader.read(['dev'], never);
  expect(calls).toEqual(['ls-remote']);
  const restarted = open(mine);
  expect(thought(valueOf(await restarted.read(['dev'], never))[0])).toEqual(['unsigned', 'unsigned', 'signed']);
  expect(calls).not.toContain('check');
});

test('who would not be believed, or can’t sign, hears it before anything is pushed', async ({
  open,
  remote,
  folder,
  git,
  allowed,
  ada,
}) => {
  const other = signingPerson(folder, 'Cyd', allowed);
  vouch(allowed, other, 'cyd@home.example');
  const failure = failureOf(await open(other.options).append('dev', add('x'), never));
  expect(failure).toMatchObject({ kind: 'ledger-unsigned', ledger: remote });
  expect(JSON.stringify(failure)).toContain('cyd@home.example');
  ada.configure('user.signingkey', '~/no-such-key');
  expect(failureOf(await open(ada.options).append('dev', add('x'), never)).kind).toBe('ledger-unsigned');
  expect(git(remote, 'for-each-ref')).toBe('');
});
