import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run, Stop } from './run.mjs';
import { count } from './run-tests.mjs';

/** Runs tests that start whole systems, as root: `{ report, passed, failed, errors }`. @param args what Playwright is to run */
export const runReal = async (args) => {
  const file = join(root, 'test-results', 'real.json');
  await rm(file, { force: true });
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const { code } = await run(process.execPath, [cli, 'test', '--reporter=list,json', ...args], {
    cwd: root,
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) throw new Stop(`Playwright ended with exit code ${code} and no report.`);
  const report = JSON.parse(text);
  const { counts, errors } = count(report);
  const sum = (what) => [...counts.values()].reduce((all, one) => all + one[what], 0);
  const passed = sum('passed');
  const failed = sum('failed') + errors.length;
  // Whatever else Playwright ended over, and where it looked at nothing, a green count must not hide it.
  return { report, errors, passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
};

/** Runs `use` with the socket of a Docker engine of its own, which is a swarm and has the image `base:1`. */
export const withSwarm = async (use) => {
  const folder = await mkdtemp(join(tmpdir(), 'humdrum-swarm-'));
  // The app that asks it runs as another user.
  await chmod(folder, 0o755);
  const args = [join(root, 'scripts', 'dockerd.mjs'), folder, '--swarm', '127.0.0.1', '--image', 'base:1'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    const line = await new Promise((resolve, reject) => {
      child.stdout.once('data', (chunk) => resolve(chunk.toString()));
      child.once('close', (code) => reject(new Stop(`The Docker engine ended with exit code ${code}.`)));
    });
    return await use(JSON.parse(line).socket);
  } finally {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  }
};
