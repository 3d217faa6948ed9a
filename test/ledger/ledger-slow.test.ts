import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { runGit, runGitWithin, type RunGit } from '../../main/ledger/run-git';
import { test as base } from '../support/ledger-over';
import { add, addOnce, branchOf, never, reasons } from '../support/ledger-rig';
import { openSlowProxy, type SlowProxy } from '../support/ledger-slow-proxy';
import { failureOf, valueOf } from '../support/results';

const portIn = (where: string): number => Number(/:(\d+)\//.exec(where)?.[1]);

interface Slow {
  between: SlowProxy;
  /** The ledger's address through the proxy. */
  through: string;
  /** git that is patient until the proxy is slow, and then no longer than a moment. */
  impatient: (isSlow: (args: readonly string[]) => boolean) => RunGit;
}

const test = base.extend<Slow>({
  between: async ({ where }, use) => {
    const proxy = await openSlowProxy(portIn(where));
    await use(proxy);
    proxy.close();
  },
  through: async ({ where, between }, use) => use(where.replace(`:${portIn(where)}/`, `:${between.port}/`)),
  impatient: async ({ where, env, between }, use) => {
    const [real, other] = [`127.0.0.1:${portIn(where)}`, `127.0.0.1:${between.port}`];
    // What the person keeps for the server, they keep for the port in front of it too.
    const ssh = env['GIT_SSH_COMMAND'];
    if (ssh === undefined) {
      const credentials = join(env['HOME'] ?? '', '.git-credentials');
      appendFileSync(credentials, readFileSync(credentials, 'utf8').replace(real, other));
    }
    const own =
      ssh === undefined ? env : { ...env, GIT_SSH_COMMAND: `${ssh} -o HostKeyAlias=[127.0.0.1]:${portIn(where)}` };
    const within = runGitWithin({ localMs: 60_000, remoteMs: 3000 });
    await use((isSlow) => (call, signal) => {
      const slow = call.remote !== null && isSlow(call.args);
      between.drip(slow);
      return (slow ? within : runGit)({ ...call, env: { ...call.env, ...own } }, signal);
    });
  },
});

for (const kind of ['https', 'ssh'] as const) {
  test.describe(`over ${kind}`, () => {
    test.use({ kind });

    test('a server that answers a byte a second is left, says so, and has got nothing', async ({
      open,
      through,
      impatient,
      remote,
      git,
    }) => {
      const ledger = open({ where: through, run: impatient(() => true) });
      for (const failure of [
        failureOf(await ledger.read(['dev'], never)),
        failureOf(await ledger.append('dev', add('x'), never)),
      ])
        expect(failure).toEqual({ kind: 'ledger-unreachable', ledger: through, why: 'it had not answered after 3 s' });
      expect(git(remote, 'for-each-ref')).toBe('');
    });

    test('a push at a byte a second is looked for afterwards, and counts once', async ({
      open,
      through,
      impatient,
      remote,
      git,
    }) => {
      let slow = false;
      const run = impatient(([verb]) => (slow ||= verb === 'push'));
      const ledger = open({ where: through, run });
      expect(failureOf(await ledger.append('dev', addOnce('once'), never)).kind).toBe('ledger-unreachable');
      expect(slow).toBe(true);
      const patient = open({ where: through, run: impatient(() => false) });
      expect(reasons(valueOf(await patient.append('dev', addOnce('once'), never)).entries)).toEqual(['once']);
      expect(git(remote, 'rev-list', '--count', branchOf('dev'))).toBe('1');
    });
  });
}
