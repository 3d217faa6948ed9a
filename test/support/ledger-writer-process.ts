import { randomUUID } from 'node:crypto';
import type { Draft } from '../../contract/entry';
import { done } from '../../contract/failure';
import { createLedger } from '../../main/ledger/ledger';

// Child process of the ledger's tests: <where> <folder> <environment> <reason> <count>. Appends `count` entries one by one, skips
// those that are there, and prints a line for each that was accepted.

const [where = '', folder = '', environment = '', reason = '', count = '1'] = process.argv.slice(2);
const ledger = createLedger({
  where,
  shared: true,
  folder,
  workspaceName: 'Corner shop',
  identity: { me: { name: reason, email: 'x@example.org' }, machine: 'box', uuid: () => randomUUID() },
  now: () => new Date().toISOString(),
});

const write = async (): Promise<void> => {
  process.stdout.write('started\n');
  for (let n = 1; n <= Number(count); n++) {
    const draft: Draft = { kind: 'locked', component: 'catalog', environment, reason: `${reason} ${n}`, expires: null };
    const result = await ledger.append(
      environment,
      (entries) => done(entries.some((e) => e.kind === 'locked' && e.reason === draft.reason) ? [] : [draft]),
      new AbortController().signal,
    );
    process.stdout.write(result.ok ? `accepted ${draft.reason}\n` : `${JSON.stringify(result.failure)}\n`);
  }
};
void write();
