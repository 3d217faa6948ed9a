import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { isProgram, main, root, run, say, Stop } from './run.mjs';

const sources = ['contract', 'main', 'preload', 'renderer'];
const settings = ['package.json', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.base.json'];
const stampFile = join(root, 'dist', '.stamp');
const made = ['main/main.cjs', 'main/engine.cjs', 'main/cli.cjs', 'preload/preload.cjs', 'renderer/index.html'];

const filesIn = async (folder) => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
};

/** A hash of everything the build reads: times of files mean nothing after a clone. */
const stampOf = async () => {
  const found = (await Promise.all(sources.map((folder) => filesIn(join(root, folder))))).flat();
  const hash = createHash('sha256');
  for (const file of [...found.sort(), ...settings.map((name) => join(root, name))]) {
    hash.update(`${relative(root, file)}\0`).update(await readFile(file));
  }
  return hash.digest('hex');
};

const complete = () => made.every((file) => existsSync(join(root, 'dist', file)));

const build = async () => {
  say('Building …', process.stderr);
  await rm(stampFile, { force: true });
  const cli = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { code, out } = await run(process.execPath, [cli, 'build', '--logLevel', 'warn'], {
    quiet: true,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  if (code !== 0) throw new Stop(`The build failed (exit code ${code}):\n${out.trim()}`);
  if (!complete()) throw new Stop(`The build ended without one of ${made.join(', ')} in dist/.\n${out.trim()}`);
};

/** Builds where the sources have changed since the last build. */
export const ensureBuild = async ({ force = false } = {}) => {
  const isCurrent = async () => {
    const last = await readFile(stampFile, 'utf8').catch(() => null);
    return last === (await stampOf()) && complete();
  };
  if (!force && (await isCurrent())) return;
  await oneAtATime('build', async () => {
    if (!force && (await isCurrent())) return;
    const stamp = await stampOf();
    await build();
    await writeFile(stampFile, stamp);
  });
};

/** What was built last, as a hash of its sources. */
export const builtStamp = () => readFile(stampFile, 'utf8');

if (isProgram(import.meta.url)) {
  await main(async () => {
    await ensureDependencies();
    await ensureBuild({ force: true });
    return 0;
  });
}
