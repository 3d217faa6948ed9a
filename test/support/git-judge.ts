import { spawn } from 'node:child_process';

// What plain git makes of names and addresses, in bulk: one small process each, no network.

const env = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

/** Runs `body` in sh for each line; answers what each printed. */
const eachLine = (lines: readonly string[], body: string): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const loop = `while IFS= read -r it; do printf '\\036'; ${body}; done`;
    const child = spawn('sh', ['-c', loop], { env, cwd: '/', stdio: ['pipe', 'pipe', 'inherit'] });
    const out: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => out.push(piece));
    child.once('error', reject);
    child.once('close', () => resolve(Buffer.concat(out).toString('utf8').split('\x1e').slice(1)));
    child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  });

/** Which of the names git accepts for a branch. None may hold a line break, a record separator or NUL. */
export const gitTakesAsBranch = async (names: readonly string[]): Promise<readonly boolean[]> => {
  const said = await eachLine(names, `git check-ref-format --branch "$it" >/dev/null 2>&1 && echo yes || echo no`);
  return said.map((one) => one.trim() === 'yes');
};

/**
 * Which transport git would use for each address: `https`, `ssh`, `file`, the name of a helper; null where git takes it for something
 * else, such as an option. Every transport is forbidden, so none is used.
 */
export const gitTransports = async (addresses: readonly string[]): Promise<readonly (string | null)[]> => {
  const said = await eachLine(addresses, `GIT_ALLOW_PROTOCOL=none git ls-remote "$it" 2>&1 </dev/null`);
  return said.map((one) => /transport '(.*)' not allowed/.exec(one)?.[1] ?? null);
};
