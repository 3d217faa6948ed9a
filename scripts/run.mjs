import { spawn } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
export const isRoot = process.getuid?.() === 0;

/** The scripts' own words go to stderr when stdout belongs to somebody else (`humdrum … --json`). */
export const say = (text, stream = process.stdout) => stream.write(`${text}\n`);

/** Trouble a person can do something about: said in one line, without a stack. */
export class Stop extends Error {}

/**
 * Runs a program to its end: `{ code, out }`; `code` is null where it did not start, was killed or ran into `timeoutMs`.
 * Its output is inherited, or kept in `out` where `quiet`.
 */
export const run = (
  command,
  args,
  { quiet = false, timeoutMs, cwd = root, env = process.env, stdio, identity = {} } = {},
) =>
  new Promise((ended) => {
    const child = spawn(command, args, {
      cwd,
      env,
      ...identity,
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      stdio: stdio ?? (quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit'),
      // npm is a .cmd file on Windows.
      shell: process.platform === 'win32' && command === 'npm',
    });
    let out = '';
    const keep = (chunk) => {
      out += chunk;
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => ended({ code: null, out: error.message }));
    child.on('close', (code) => ended({ code, out }));
  });

/** Runs a script's main function; a Stop ends it with its words, anything else with its stack. */
export const main = async (body) => {
  try {
    process.exitCode = await body();
  } catch (error) {
    process.stderr.write(`${error instanceof Stop ? error.message : error.stack}\n`);
    process.exitCode = 1;
  }
};

/** Was this module started by its name, not imported? */
export const isProgram = (url) => process.argv[1] !== undefined && pathToFileURL(process.argv[1]).href === url;
