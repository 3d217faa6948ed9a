import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { describeRuntime, ensureRuntime } from './electron-runtime.mjs';
import { endpointTable, kindsIn } from './endpoint-table.mjs';
import { runReal, withSwarm } from './real-systems.mjs';
import { isRoot, main, root, say, Stop } from './run.mjs';
import { runTests } from './run-tests.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/** Every endpoint kind against the system it is for, then four of them on one board: `npm run test:endpoints`, or with files, `… -- docker-swarm`. */
await main(async () => {
  const words = process.argv.slice(2);
  if (!isRoot) throw new Stop('It starts dockerd and other systems, and makes network namespaces: run it as root.');
  await Promise.all([ensureDependencies(), ensureSystemPackages({ shown: false, testing: true, endpoints: true })]);
  const [runtime] = await Promise.all([ensureRuntime(), ensureBuild()]);
  say(describeRuntime(runtime));
  const begun = performance.now();
  const real = await runReal(['--project=real', '--project=endpoint', ...words]);
  const kinds = kindsIn(JSON.parse(await readFile(join(root, 'humdrum.schema.json'), 'utf8')));
  const table = endpointTable(real.report, kinds);
  // With files named, a part of all this is left out because nobody asked for it.
  const whole = words.length === 0;
  const board = whole
    ? await withSwarm((socket) => runTests(['--project=real-app'], { HUMDRUM_TEST_SWARM: socket }))
    : { passed: 0, failed: 0 };
  say(`\n${table.text}\n`);
  for (const error of real.errors) say(error);
  const failed = real.failed + board.failed;
  say(`${Math.round((performance.now() - begun) / 1000)} s; ${table.empty} kinds with an empty cell`);
  say(`${real.passed + board.passed} passed, ${failed} failed`);
  return failed === 0 && (!whole || table.empty === 0) ? 0 : 1;
});
