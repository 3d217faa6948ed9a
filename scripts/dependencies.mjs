import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, run, say, Stop } from './run.mjs';

const packages = async (file) => {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages;
  } catch {
    return null;
  }
};

/** npm writes node_modules/.package-lock.json last, so it says what a finished install put there. */
export const installed = async (folder = root) => {
  const wanted = await packages(join(folder, 'package-lock.json'));
  const present = await packages(join(folder, 'node_modules', '.package-lock.json'));
  if (wanted === null) throw new Stop(`${join(folder, 'package-lock.json')} is missing or unreadable: clone again.`);
  if (present === null) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional, devOptional, peer }]) => {
    const found = present[path];
    if (path === '') return true;
    if (found === undefined) return Boolean(optional || devOptional || peer);
    return found.version === version && found.integrity === integrity;
  });
};

/** The locked packages, without their install scripts: Electron's is run later, with a deadline. */
export const ensureDependencies = async ({ quiet = false } = {}) => {
  if (await installed()) return;
  say('Installing the locked packages (npm ci) …', process.stderr);
  const { code, out } = await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    quiet,
    ...(quiet ? {} : { stdio: ['ignore', process.stderr, process.stderr] }),
  });
  if (code !== 0) throw new Stop(`npm ci failed (exit code ${code}). ${out.trim()}\nTry it yourself: npm ci`);
};
