import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { endpointTable, kindsIn } from './endpoint-table.mjs';
import { isRoot, main, root, run, say, Stop } from './run.mjs';
import { count } from './run-tests.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/** Every endpoint kind against the system it is for: `npm run test:endpoints`, or with files, `… -- docker-swarm`. */
await main(async () => {
  const words = process.argv.slice(2);
  if (!isRoot) throw new Stop('It starts dockerd and other systems, and makes network namespaces: run it as root.');
  await Promise.all([ensureDependencies(), ensureSystemPackages({ shown: false, testing: true, endpoints: true })]);
  await ensureBuild();
  const file = join(root, 'test-results', 'endpoints.json');
  await rm(file, { force: true });
  const begun = performance.now();
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const args = ['test', '--project=real', '--project=endpoint', '--reporter=list,json', ...words];
  const { code } = await run(process.execPath, [cli, ...args], {
    cwd: root,
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) throw new Stop(`Playwright ended with exit code ${code} and no report.`);
  const report = JSON.parse(text);
  const kinds = kindsIn(JSON.parse(await readFile(join(root, 'humdrum.schema.json'), 'utf8')));
  const table = endpointTable(report, kinds);
  say(`\n${table.text}\n`);
  const { counts, errors } = count(report);
  for (const error of errors) say(error);
  const sum = (what) => [...counts.values()].reduce((all, one) => all + one[what], 0);
  const passed = sum('passed');
  const failed = sum('failed') + errors.length + (code !== 0 && sum('failed') === 0 ? 1 : 0);
  say(`${Math.round((performance.now() - begun) / 1000)} s; ${table.empty} kinds with an empty cell`);
  say(`${passed} passed, ${failed} failed`);
  // With files named, a part of the table is empty because nobody asked for it.
  return failed === 0 && passed > 0 && (words.length > 0 || table.empty === 0) ? 0 : 1;
});
