import { ensureDependencies } from './dependencies.mjs';
import { main, say } from './run.mjs';
import { runTests } from './run-tests.mjs';
import { sayChecks, staticChecks } from './static-checks.mjs';

await main(async () => {
  await ensureDependencies();
  const [results, tests] = await Promise.all([staticChecks(), runTests(['--project', 'unit'])]);
  const checks = sayChecks(results);
  say(`${checks.passed + tests.passed} passed, ${checks.failed + tests.failed} failed`);
  return checks.failed + tests.failed === 0 ? 0 : 1;
});
