import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerOptions } from '../../main/ledger/ledger';
import { runGit, type RunGit } from '../../main/ledger/run-git';
import { readSigningSetup } from '../../main/ledger/signing-setup';

/** Somebody with a home folder, a git configuration and an SSH key of their own. */
export interface SigningPerson {
  readonly key: string;
  /** What a ledger of theirs is opened with. */
  readonly options: Partial<LedgerOptions>;
  /** git with their home folder. */
  readonly run: RunGit;
  /** Adds lines to their git configuration, as `git config --global` would. */
  readonly configure: (...args: readonly string[]) => void;
}

const quietly = { stdio: 'ignore' } as const;

export const emailOf = (name: string): string => `${name.toLowerCase()}@example.org`;

/** @param allowed the allowed signers that they know; null for none */
export const signingPerson = (folder: string, name: string, allowed: string | null): SigningPerson => {
  const home = join(folder, `home-${name}`);
  mkdirSync(home, { recursive: true });
  const key = join(home, 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', key], quietly);
  const env = { PATH: process.env['PATH'], HOME: home };
  const configure = (...args: readonly string[]): void => {
    execFileSync('git', ['config', '--global', ...args], { ...quietly, env });
  };
  configure('gpg.format', 'ssh');
  configure('user.signingkey', '~/key');
  if (allowed !== null) configure('gpg.ssh.allowedSignersFile', allowed);
  const run: RunGit = (call, signal) => runGit({ ...call, env: { ...call.env, HOME: home } }, signal);
  return {
    key,
    configure,
    run,
    options: {
      run,
      identity: { me: { name, email: emailOf(name) }, machine: 'box', uuid: () => randomUUID() },
      signing: () => readSigningSetup(env),
    },
  };
};

/** Vouches for a person's key, for whom it is given. */
export const vouch = (allowed: string, person: SigningPerson, principals: string): void => {
  appendFileSync(allowed, `${principals} ${readFileSync(`${person.key}.pub`, 'utf8')}`);
};

/** A program that leaves a mark, and fails. */
export const markingProgram = (folder: string, name: string): { readonly file: string; readonly mark: string } => {
  mkdirSync(folder, { recursive: true });
  const [file, mark] = [join(folder, name), join(folder, `${name}.ran`)];
  writeFileSync(file, `#!/bin/sh\ntouch '${mark}'\nexit 1\n`, { mode: 0o755 });
  return { file, mark };
};
