import { main, Stop } from './run.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { runTests } from './run-tests.mjs';

const usage = 'npm run explore -- [--runs N] [--from SEED] [--seed SEED]';
const variables = { '--runs': 'HUMDRUM_RUNS', '--from': 'HUMDRUM_FROM', '--seed': 'HUMDRUM_SEED' };

/** The schedule explorer in its long version, or one schedule turn by turn: `npm run explore -- --runs 10000000`. */
await main(async () => {
  const args = process.argv.slice(2);
  for (let i = 0; i < args.length; i += 2) {
    const variable = variables[args[i]];
    if (variable === undefined || !/^\d+$/.test(args[i + 1] ?? '')) throw new Stop(usage);
    process.env[variable] = args[i + 1];
  }
  await ensureDependencies();
  const { failed } = await runTests(['--project', 'faults', 'explorer.test.ts']);
  return failed === 0 ? 0 : 1;
});
