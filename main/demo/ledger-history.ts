import type { Entry } from '../../contract/entry';
import { done, failed, type Result } from '../../contract/failure';
import { slugOf } from '../../contract/slug';
import { entryOf, messageOf } from '../ledger/entry-message';
import { makeLocalLedger } from '../ledger/local-ledger';
import { runGit as runLedgerGit } from '../ledger/run-git';
import { runGit } from './run-git';
import { workspaceName } from './shop/workspace-text';

const refOf = (environment: string): string => `refs/heads/humdrum/${slugOf(workspaceName)}/${slugOf(environment)}`;

/** Commits without files, one an entry, written at the entry's time by its person. */
const branchStream = (environment: string, entries: readonly Entry[]): string =>
  entries
    .map((entry) => {
      const message = messageOf(entry);
      const signature = `${entry.by.name} <${entry.by.email}> ${Math.floor(Date.parse(entry.at) / 1000)} +0000`;
      return `commit ${refOf(environment)}\nauthor ${signature}\ncommitter ${signature}\ndata ${Buffer.byteLength(message)}\n${message}\n`;
    })
    .join('');

/** Makes the demo's ledger and writes its past. Same entries, same commit ids. */
export const writeLedger = async (
  folder: string,
  past: ReadonlyMap<string, readonly Entry[]>,
  signal: AbortSignal,
): Promise<Result<null>> => {
  const why = await makeLocalLedger(folder, runLedgerGit, signal);
  if (why !== null) return failed({ kind: 'ledger-unreachable', ledger: folder, why });
  const stream = [...past].map(([environment, entries]) => branchStream(environment, entries)).join('');
  const run = await runGit(['-C', folder, 'fast-import', '--quiet', '--done'], `${stream}done\n`, signal);
  return run.ok ? done(null) : failed({ kind: 'ledger-unreachable', ledger: folder, why: run.why });
};

/** An environment's entries as the demo's ledger holds them now, oldest first; none where there is no such branch. */
export const readLedgerBranch = async (
  folder: string,
  environment: string,
  signal: AbortSignal,
): Promise<readonly Entry[]> => {
  const run = await runGit(['-C', folder, 'log', '--reverse', '--format=%B%x00', refOf(environment)], '', signal);
  if (!run.ok) return [];
  return run.stdout.split('\0').flatMap((message) => entryOf(message.trimStart()) ?? []);
};
