import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { describeRuntime, ensureRuntime } from './electron-runtime.mjs';
import { buildProgram } from './program.mjs';
import { main, root, run, say, Stop } from './run.mjs';
import { runTests } from './run-tests.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const usage = 'npm run bench -- [--runs N] [--only NAME] [--json]';

const optionsOf = (args) => {
  try {
    const options = { runs: { type: 'string', default: '7' }, only: { type: 'string' }, json: { type: 'boolean' } };
    const { values } = parseArgs({ args, options });
    if (/^[1-9]\d*$/.test(values.runs)) return values;
  } catch {
    // Said below.
  }
  throw new Stop(usage);
};

/** Rows that need a window are named after their file. */
const windowRows = async () =>
  (await readdir(join(root, 'test', 'bench', 'windows')).catch(() => [])).map((file) =>
    file.replace(/\.test\.ts$/, ''),
  );

/** Each goal beside its yardstick, in one run, and the table of them: it fails over no figure. Everything but the table goes to stderr. */
await main(async () => {
  const { runs, only, json } = optionsOf(process.argv.slice(2));
  const output = process.stderr;
  await Promise.all([ensureDependencies(), ensureSystemPackages({ shown: false, testing: true })]);
  const [runtime] = await Promise.all([ensureRuntime(), ensureBuild()]);
  say(describeRuntime(runtime), output);
  const program = await buildProgram('test/bench/bench-main.ts', 'bench');
  const folder = await mkdtemp(join(tmpdir(), 'humdrum-rows-'));
  const rows = join(folder, 'rows.jsonl');
  await writeFile(rows, '');
  // Windows are measured as another user.
  await chmod(folder, 0o755);
  await chmod(rows, 0o666);
  try {
    const env = { ...process.env, HUMDRUM_BENCH_ROWS: rows, HUMDRUM_BENCH_RUNS: runs };
    const names = (await windowRows()).filter((name) => only === undefined || name === only);
    const engine = await run(process.execPath, [program, 'measure', ...(only === undefined ? [] : [only])], { env });
    const windows =
      names.length === 0
        ? { failed: 0 }
        : await runTests(
            ['--project=bench', ...names.map((name) => `windows/${name}.test.ts`)],
            { HUMDRUM_BENCH_ROWS: rows, HUMDRUM_BENCH_RUNS: runs },
            output,
          );
    const table = await run(process.execPath, [program, json ? 'json' : 'table'], { env });
    return engine.code === 0 && windows.failed === 0 && table.code === 0 ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
