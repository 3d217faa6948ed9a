import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bigRepositories } from './history-rows';
import { askedRuns, keepRow, keptRows } from './kept-rows';
import { monorepo } from './monorepo-rows';
import type { Row } from './measure';
import { smallRepositories } from './repository-rows';
import { tableOf } from './table';

// What of `npm run bench` needs no window: `measure [NAME]` keeps rows, `table` and `json` print those that were kept.

const [word = 'measure', only] = process.argv.slice(2);
const runs = askedRuns();

const programs: Readonly<Record<string, (folder: string) => Promise<readonly Row[]>>> = {
  counts: (folder) => bigRepositories(folder, 20_000, runs),
  monorepo: async (folder) => [...(await monorepo(folder, 2000, runs)), ...(await monorepo(folder, 13_000, runs))],
  repositories: (folder) => smallRepositories(folder, runs),
};

const measure = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'humdrum-bench-'));
  try {
    for (const [name, program] of Object.entries(programs)) {
      if (only !== undefined && name !== only) continue;
      process.stderr.write(`${name} …\n`);
      for (const row of await program(folder)) {
        keepRow(row);
        process.stderr.write(`${tableOf([row])}\n`);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const print = (): void => {
  const rows = keptRows();
  process.stdout.write(word === 'json' ? `${JSON.stringify(rows, null, 2)}\n` : `${tableOf(rows)}\n`);
};

if (word === 'measure') await measure();
else print();
