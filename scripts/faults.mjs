import { ensureDependencies } from './dependencies.mjs';
import { buildProgram } from './program.mjs';
import { main, run, Stop } from './run.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const numbers = ['--runs', '--cuts', '--operators', '--promotions', '--workers'];

/** The options as they are to be passed on; what is none of them is said, and nothing is run. */
const checked = (args) => {
  for (const [index, word] of args.entries()) {
    const isNumber = numbers.includes(args[index - 1]) && /^\d+$/.test(word);
    const isOption = word === '--json' || (numbers.includes(word) && /^\d+$/.test(args[index + 1] ?? ''));
    if (!isNumber && !isOption)
      throw new Stop(`npm run faults -- [${numbers.map((n) => `${n} N`).join('] [')}] [--json]`);
  }
  return args;
};

/** The rig in its long version; what it does and how to read its table: docs/faults-rig.md. */
await main(async () => {
  const args = checked(process.argv.slice(2));
  await Promise.all([ensureDependencies(), ensureSystemPackages({ shown: false, testing: true })]);
  // The rig is TypeScript, and bundles its own processes as it goes: it is made into a program first, where it finds its packages.
  const program = await buildProgram('test/support/rig-main.ts', 'faults');
  const { code } = await run(process.execPath, [program, ...args]);
  return code ?? 1;
});
