import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bigRepositories } from './history-rows';
import { monorepo } from './monorepo-rows';
import type { Row } from './measure';
import { tableOf } from './table';

// `npm run bench`: each goal beside its yardstick. It fails on nothing: it is a benchmark, not a test.

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '7' },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
});

const runs = Number(values.runs);

const programs: Readonly<Record<string, (folder: string) => Promise<readonly Row[]>>> = {
  counts: (folder) => bigRepositories(folder, 20_000, runs),
  monorepo: async (folder) => [...(await monorepo(folder, 2000, runs)), ...(await monorepo(folder, 13_000, runs))],
};

const run = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'humdrum-bench-'));
  const rows: Row[] = [];
  try {
    for (const [name, measure] of Object.entries(programs)) {
      if (values.only !== '' && values.only !== name) continue;
      process.stderr.write(`${name} …\n`);
      rows.push(...(await measure(folder)));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  process.stdout.write(values.json ? `${JSON.stringify(rows, null, 2)}\n` : `${tableOf(rows)}\n`);
};

void run();
