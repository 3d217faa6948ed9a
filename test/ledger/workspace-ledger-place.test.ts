import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import * as fc from 'fast-check';
import { originIn } from '../../main/workspace/git-config';
import { ledgerPlace } from '../../main/workspace/ledger-place';
import { smallFile, test, workspaceOf } from '../support/ledger-workspace';

const never = new AbortController().signal;
const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  }).trim();

test('the file’s own key says where the ledger is, relative to the file', async ({ read, folder }) => {
  const named = async (ledger: string) =>
    ledgerPlace(workspaceOf(await read(`ledger: ${ledger}\n${smallFile}`)), '/data');
  expect(await named('../releases.git')).toEqual({ where: join(folder, '..', 'releases.git'), shared: true });
  expect(await named('git@git.example:shop/releases.git')).toEqual({
    where: 'git@git.example:shop/releases.git',
    shared: true,
  });
});

test('without one it is the origin of the repository that the file is in, also deep inside and in a worktree', async ({
  workspaces,
  folder,
}) => {
  const repository = join(folder, 'shop');
  mkdirSync(join(repository, 'ops'), { recursive: true });
  git(repository, 'init', '--quiet');
  const place = async (in_: string) => {
    writeFileSync(join(in_, 'humdrum.yml'), smallFile);
    return ledgerPlace(workspaceOf(await workspaces.read(join(in_, 'humdrum.yml'), never)), '/data');
  };
  expect(await place(join(repository, 'ops'))).toEqual({ where: '/data/ledger.git', shared: false });
  git(repository, 'remote', 'add', 'origin', 'https://ada:token@git.example/shop.git');
  expect(await place(join(repository, 'ops'))).toEqual({ where: 'https://git.example/shop.git', shared: true });
  git(repository, 'remote', 'set-url', 'origin', '../origin.git');
  expect(await place(join(repository, 'ops'))).toEqual({ where: join(folder, 'origin.git'), shared: true });
  git(repository, '-c', 'user.name=a', '-c', 'user.email=b', 'commit', '--quiet', '--allow-empty', '-m', 'x');
  git(repository, 'worktree', 'add', '--quiet', join(folder, 'tree'));
  git(repository, 'remote', 'set-url', 'origin', '/srv/shop.git');
  expect(await place(join(folder, 'tree'))).toEqual({ where: '/srv/shop.git', shared: true });
  git(repository, 'remote', 'set-url', 'origin', 'ext::sh -c id');
  expect(await place(repository)).toEqual({ where: '/data/ledger.git', shared: false });
});

test('what a workspace reaches changes with its ledger, so trust is asked again', async ({ read, folder }) => {
  git(folder, 'init', '--quiet');
  const before = workspaceOf(await read(smallFile)).acts;
  git(folder, 'remote', 'add', 'origin', 'https://git.example/shop.git');
  const after = workspaceOf(await read(smallFile)).acts;
  expect(after.hash).not.toBe(before.hash);
  expect(after.list).toContain('keeps the record in https://git.example/shop.git (everything)');
});

test('the origin is read as git reads it, whatever the address looks like', ({ folder }) => {
  const config = join(folder, 'config');
  const url = fc.string({ unit: fc.constantFrom(...'ab/:@. #;"\\[]=\t'.split('')), minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(url, (text) => {
      writeFileSync(config, '[core]\n\tbare = false\n[remote "other"]\n\turl = wrong\n');
      git(folder, 'config', '--file', config, 'remote.origin.url', text);
      git(folder, 'config', '--file', config, 'branch.main.remote', 'origin');
      const said = git(folder, 'config', '--file', config, '--get', 'remote.origin.url');
      expect(originIn(readFileSync(config, 'utf8')) ?? '').toBe(said);
    }),
    { numRuns: 60 },
  );
});
