import { join } from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { main, root, run } from './run.mjs';

/** Schedules that the explorer plays against each mutant: few, since there are hundreds of them. */
const runs = '2000';

/**
 * Changes the pure parts of a release in hundreds of small ways and counts which of them the tests notice: red below 90 of 100.
 * Arguments are passed on: `npm run mutants -- --mutate main/release/deployment/recover.ts`.
 */
await main(async () => {
  await ensureDependencies();
  const stryker = join(root, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  // Each run has a folder of its own: who ends first removes it, and mutants without their files would all seem to be noticed.
  const folder = join('.runtime', `mutants-${process.pid}`);
  const config = join('scripts', 'mutants.json');
  const args = [stryker, 'run', config, '--tempDirName', folder, ...process.argv.slice(2)];
  const { code } = await run(process.execPath, args, { env: { ...process.env, HUMDRUM_RUNS: runs } });
  return code ?? 1;
});
