import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runGit, type RunGit } from '../../main/ledger/run-git';
import { serveRemote, type RemoteKind, type RemoteServer } from './ledger-remotes';
import { test as base } from './ledger-rig';

interface Over {
  /** How the team reaches its ledger. */
  kind: RemoteKind;
  served: RemoteServer;
  /** The ledger's address; `remote` is where the same repository really is. */
  where: string;
  /** A person's environment, and git with it. */
  env: Readonly<Record<string, string>>;
  person: RunGit;
}

/** The rig, with a server between the ledger and its repository. */
export const test = base.extend<Over>({
  kind: ['file', { option: true }],
  served: async ({ kind, folder }, use) => {
    const keys = join(folder, 'server');
    mkdirSync(keys);
    const served = await serveRemote(kind, folder, keys);
    await use(served);
    await served.close();
  },
  // `remote` makes the repository.
  where: async ({ served, remote: _remote }, use) => use(served.url('remote.git')),
  env: async ({ served, folder }, use) => use(served.personEnv(join(folder, 'home'))),
  person: async ({ env }, use) => use((call, signal) => runGit({ ...call, env: { ...call.env, ...env } }, signal)),
});
