import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { describeRuntime, ensureRuntime } from './electron-runtime.mjs';
import { ensurePacked } from './pack.mjs';
import { runReal } from './real-systems.mjs';
import { isRoot, main, say } from './run.mjs';
import { projectsOf, runTests } from './run-tests.mjs';
import { sayChecks, staticChecks } from './static-checks.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/** Packing takes a while: it is left out where only other files are asked for. */
const testsThePackage = (args) => {
  const files = args.filter((word, index) => !word.startsWith('-') && args[index - 1] !== '--project');
  return projectsOf(args).includes('app') && (files.length === 0 || files.some((file) => /packaged|fuses/.test(file)));
};

/** Each system that can run here, forwards and back; `npm run test:endpoints` is the long version. */
const realSystems = async () => {
  if (!isRoot) {
    say('real: left out, since whole systems are started by root');
    return { passed: 0, failed: 0 };
  }
  const { passed, failed } = await runReal(['--project=real', '--grep=@roll-back']);
  say(`real: ${passed} passed, ${failed} failed`);
  return { passed, failed };
};

/** Everything, or, with arguments, the tests they select: `npm test -- --project unit funnel.test.ts`. */
await main(async () => {
  const args = process.argv.slice(2);
  await Promise.all([
    ensureDependencies(),
    ensureSystemPackages({ shown: false, testing: true, endpoints: isRoot && args.length === 0 }),
  ]);
  const [runtime] = await Promise.all([ensureRuntime(), ensureBuild()]);
  say(describeRuntime(runtime));
  if (testsThePackage(args)) await ensurePacked(runtime);
  const checks = args.length === 0 ? sayChecks(await staticChecks()) : { passed: 0, failed: 0 };
  const tests = await runTests(args);
  const real = args.length === 0 ? await realSystems() : { passed: 0, failed: 0 };
  const failed = checks.failed + tests.failed + real.failed;
  say(`${checks.passed + tests.passed + real.passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
