import { spawn } from 'node:child_process';

// The demo writes its own repositories, so nobody's git configuration may change what they hold.
const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  SystemRoot: process.env['SystemRoot'],
  HOME: process.env['HOME'],
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: process.platform === 'win32' ? 'NUL' : '/dev/null',
  GIT_DEFAULT_HASH: 'sha1',
  GIT_TERMINAL_PROMPT: '0',
});

export type GitRun = { readonly ok: true; readonly stdout: string } | { readonly ok: false; readonly why: string };

/** Runs git with `input` on stdin. Output is text; a non-zero end says what stderr said. */
export const runGit = (args: readonly string[], input: string, signal: AbortSignal): Promise<GitRun> =>
  new Promise((resolve) => {
    const child = spawn('git', args, { env: environment(), signal, windowsHide: true });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', (error) => resolve({ ok: false, why: error.message }));
    // A git that ends early closes its stdin; its exit code says why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('close', (code) => {
      if (code === 0) resolve({ ok: true, stdout: Buffer.concat(out).toString('utf8') });
      else resolve({ ok: false, why: Buffer.concat(err).toString('utf8').trim() || `git ended with ${code}` });
    });
  });
