import { join } from 'node:path';
import { root, run, say } from './run.mjs';

const bin = (...parts) => join(root, 'node_modules', ...parts);

/** Each proves that it looked at something: a linter that saw no file is red. */
const checks = [
  {
    // Every file with the tsconfig of its folder. One pass: the types that the rules ask for are the types that are checked.
    name: 'types and lint',
    args: [bin('oxlint', 'bin', 'oxlint'), '--type-aware', '--type-check', '--deny-warnings'],
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

/** Types, lint and format: `[{ name, passed, out }]`. */
export const staticChecks = async () => Promise.all(checks.map(look));

/** Says what failed and why, and counts. */
export const sayChecks = (results) => {
  for (const { name, passed, out } of results) if (!passed) say(`${name} failed:\n${out.trim()}\n`);
  const passed = results.filter((result) => result.passed).length;
  say(`checks: ${passed} passed, ${results.length - passed} failed`);
  return { passed, failed: results.length - passed };
};
