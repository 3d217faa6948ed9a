import { openJournal } from '../../main/ledger/journal';
import { requested } from './ledger-journal-records';

// Child process of the journal's tests: <folder> <count> <prefix>. Opens the journal, prints `took <deployment>` for each it took over
// and `opened`, requests `count` deployments one by one and prints each id once it is durable, or the failure; then it waits.

const [folder = '', count = '0', prefix = 'd'] = process.argv.slice(2);

const write = async (): Promise<void> => {
  const journal = await openJournal(folder, () => new Date().toISOString());
  if (!journal.ok) return void process.stdout.write(`${JSON.stringify(journal.failure)}\n`);
  for (const record of journal.value.unfinished) process.stdout.write(`took ${record.deployment}\n`);
  process.stdout.write('opened\n');
  for (let n = 1; n <= Number(count); n++) {
    const result = await journal.value.append(requested(`${prefix}-${n}`));
    process.stdout.write(result.ok ? `durable ${prefix}-${n}\n` : `${JSON.stringify(result.failure)}\n`);
  }
  process.stdout.write('done\n');
};
void write();
setInterval(() => undefined, 1000);
