import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { describeRuntime, ensureRuntime } from './electron-runtime.mjs';
import { ensurePacked } from './pack.mjs';
import { main, say } from './run.mjs';
import { projectsOf, runTests } from './run-tests.mjs';
import { sayChecks, staticChecks } from './static-checks.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/** Packing takes a while: it is left out where only other files are asked for. */
const testsThePackage = (args) => {
  const files = args.filter((word, index) => !word.startsWith('-') && args[index - 1] !== '--project');
  return projectsOf(args).includes('app') && (files.length === 0 || files.some((file) => /packaged|fuses/.test(file)));
};

/** Everything, or, with arguments, the tests they select: `npm test -- --project unit funnel.test.ts`. */
await main(async () => {
  const args = process.argv.slice(2);
  await Promise.all([ensureDependencies(), ensureSystemPackages({ shown: false, testing: true })]);
  const [runtime] = await Promise.all([ensureRuntime(), ensureBuild()]);
  say(describeRuntime(runtime));
  if (testsThePackage(args)) await ensurePacked(runtime);
  const checks = args.length === 0 ? sayChecks(await staticChecks()) : { passed: 0, failed: 0 };
  const tests = await runTests(args);
  const failed = checks.failed + tests.failed;
  say(`${checks.passed + tests.passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
