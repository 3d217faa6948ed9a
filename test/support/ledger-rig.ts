import { randomUUID } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { test as base } from '@playwright/test';
import type { Draft, Entry } from '../../contract/entry';
import type { Failure, Result } from '../../contract/failure';
import { done } from '../../contract/failure';
import type { LedgerReading } from '../../main/release/record-ports';
import { createLedger, type LedgerOptions, type TeamLedger } from '../../main/ledger/ledger';
import { valueOf } from './results';

interface Rig {
  /** A temporary folder, gone after the test. */
  readonly folder: string;
  /** A bare repository that a team shares. */
  readonly remote: string;
  /** A ledger as another person or process opens it: each with a folder of its own unless it names one. */
  readonly open: (options?: Partial<LedgerOptions>) => TeamLedger;
  /** git in a repository, as somebody else uses it. */
  readonly git: (gitDir: string, ...args: readonly string[]) => string;
}

export const never = new AbortController().signal;

export const test = base.extend<Rig>({
  folder: async ({}, use) => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'humdrum-test-')));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  git: async ({}, use) => {
    const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
    const who = ['-c', 'user.name=Mallory', '-c', 'user.email=mallory@example.org'];
    await use((gitDir, ...args) =>
      execFileSync('git', [...who, `--git-dir=${gitDir}`, ...args], { encoding: 'utf8', env }).trim(),
    );
  },
  remote: async ({ folder, git }, use) => {
    const remote = join(folder, 'remote.git');
    git(remote, 'init', '--quiet', '--bare', '--template=', remote);
    await use(remote);
  },
  open: async ({ folder, remote }, use) => {
    await use((options = {}) =>
      createLedger({
        where: remote,
        shared: true,
        folder: join(folder, `clone-${randomUUID()}`),
        workspaceName: 'Corner shop',
        identity: { me: { name: 'Ada', email: 'ada@example.org' }, machine: 'box', uuid: () => randomUUID() },
        now: () => new Date().toISOString(),
        ...options,
      }),
    );
  },
});

/** The branch of an environment, as the rig's workspace calls it. */
export const branchOf = (environment: string): string => `refs/heads/humdrum/corner-shop/${environment}`;

export const lockDraft = (reason: string, environment = 'dev'): Draft => ({
  kind: 'locked',
  component: 'catalog',
  environment,
  reason,
  expires: null,
});

/** Drafts one entry, whatever is there. */
export const add =
  (reason: string, environment = 'dev') =>
  (): Result<readonly Draft[]> =>
    done([lockDraft(reason, environment)]);

/** Drafts one entry unless one with this reason is there: what a careful caller does. */
export const addOnce =
  (reason: string, environment = 'dev') =>
  (entries: readonly Entry[]): Result<readonly Draft[]> =>
    done(entries.some((entry) => 'reason' in entry && entry.reason === reason) ? [] : [lockDraft(reason, environment)]);

export const reasons = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap((entry) => ('reason' in entry && entry.reason !== null ? [entry.reason] : []));

/** The alarm of the first environment that was read. */
export const alarmOf = (result: Result<readonly LedgerReading[]>): Failure | undefined =>
  valueOf(result)[0]?.alarm?.failure;
