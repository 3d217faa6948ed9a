import { parseArgs } from 'node:util';
import { runPlan } from './rig-plan';
import { allClean, lineOf, tableOf } from './rig-table';
import { withTools } from './rig-tools';

// `npm run faults`: the long version unless it is told otherwise. Exit code 1 where anything was lost, doubled, false or unfinished.

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    cuts: { type: 'string', default: '200' },
    operators: { type: 'string', default: '8' },
    promotions: { type: 'string', default: '1000' },
    workers: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});

const amounts = {
  runs: Number(values.runs),
  cuts: Number(values.cuts),
  operators: Number(values.operators),
  promotions: Number(values.promotions),
  workers: Number(values.workers),
};

const run = async (): Promise<void> => {
  const started = Date.now();
  const seconds = (): string => `${Math.round((Date.now() - started) / 1000)} s`;
  const tallies = await withTools((tools) =>
    runPlan(tools, amounts, (tally) => process.stderr.write(`${seconds()}: ${lineOf(tally)}\n`)),
  );
  const clean = allClean(tallies);
  process.stdout.write(values.json ? `${JSON.stringify({ clean, amounts, tallies }, null, 2)}\n` : `${tableOf(tallies)}\n`); // oxfmt-ignore
  process.stderr.write(`${seconds()}: ${clean ? 'nothing lost, nothing doubled, no false verdict' : 'NOT clean'}\n`);
  process.exitCode = clean ? 0 : 1;
};

void run();
