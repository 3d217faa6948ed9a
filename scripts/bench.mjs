import { ensureDependencies } from './dependencies.mjs';
import { buildProgram } from './program.mjs';
import { main, run } from './run.mjs';

/** Each goal beside its yardstick, in one run: `npm run bench -- [--runs N] [--only NAME] [--json]`. */
await main(async () => {
  await ensureDependencies();
  const program = await buildProgram('test/bench/bench-main.ts', 'bench');
  const { code } = await run(process.execPath, [program, ...process.argv.slice(2)]);
  return code ?? 1;
});
