import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { main, root } from './run.mjs';

/** The terminal: no Electron, no system packages. stdout belongs to the command (`--json`). */
await main(async () => {
  await ensureDependencies();
  await ensureBuild();
  const child = spawn(process.execPath, [join(root, 'dist', 'main', 'cli.cjs'), ...process.argv.slice(2)], {
    // npm runs scripts in the checkout; INIT_CWD is where the person stands, and relative paths are theirs.
    cwd: process.env.INIT_CWD ?? process.cwd(),
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((ended) => {
    child.on('error', () => ended(1));
    child.on('close', (code) => ended(code ?? 1));
  });
});
