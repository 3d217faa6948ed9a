import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root, run, say } from './run.mjs';

const bin = (...parts) => join(root, 'node_modules', ...parts);
const cached = (name) => join(root, 'node_modules', '.cache', 'checks', name);

/** Each proves that it looked at something: a linter that saw no file is red. */
const checks = [
  ...['contract', 'main', 'preload', 'renderer', 'test'].map((folder) => ({
    name: `types of ${folder}`,
    // TS18003, no inputs, is an error of its own.
    args: [
      bin('typescript', 'bin', 'tsc'),
      '-p',
      folder,
      '--incremental',
      '--tsBuildInfoFile',
      cached(`${folder}.types`),
    ],
    saw: () => true,
  })),
  {
    name: 'lint',
    args: [bin('oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings'],
    saw: (out) => Number(/ on (\d+) files?/.exec(out)?.[1] ?? 0) > 0,
  },
  {
    name: 'format',
    args: [bin('oxfmt', 'bin', 'oxfmt'), '--check', '.'],
    saw: (out) => Number(/ on (\d+) files?/.exec(out)?.[1] ?? 0) > 0,
  },
];

const look = async ({ name, args, saw }) => {
  const { code, out } = await run(process.execPath, args, { quiet: true });
  const passed = code === 0 && saw(out);
  return { name, passed, out: code === 0 && !passed ? `It looked at no file.\n${out}` : out };
};

/** Types of every folder, lint and format, as many at once as there are cores: `[{ name, passed, out }]`. */
export const staticChecks = async () => {
  const waiting = [...checks].reverse(); // lint takes longest
  const results = [];
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) results.push(await look(check));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results;
};

/** Says what failed and why, and counts. */
export const sayChecks = (results) => {
  for (const { name, passed, out } of results) if (!passed) say(`${name} failed:\n${out.trim()}\n`);
  const passed = results.filter((result) => result.passed).length;
  say(`checks: ${passed} passed, ${results.length - passed} failed`);
  return { passed, failed: results.length - passed };
};
