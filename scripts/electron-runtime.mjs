import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { developmentRuntime, developmentVersion } from './development-runtime.mjs';
import { root, run, say } from './run.mjs';

export const runtimeFolder = join(root, '.runtime');
const failureFile = join(runtimeFolder, 'download-failed.json');
const electron = join(root, 'node_modules', 'electron');
const giveUpMs = 10_000;

const read = (file) => readFile(file, 'utf8').catch(() => null);

/** Electron's own binary, where an earlier start (or `npx install-electron`) has downloaded it. */
const downloaded = async () => {
  const path = await read(join(electron, 'path.txt'));
  const executable = path === null ? null : join(electron, 'dist', path);
  return executable !== null && existsSync(executable) ? executable : null;
};

const reachable = async (url) => {
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(giveUpMs) });
    return answer.ok;
  } catch {
    return false;
  }
};

/**
 * The real one is large: where its host answers it may take its time, elsewhere (or behind a proxy that only Electron's own
 * downloader knows) it gets ten seconds. A failure is remembered, so that the next start does not wait again.
 */
const download = async (version) => {
  const failure = JSON.parse((await read(failureFile)) ?? '{}');
  if (failure.version === version) return failure.why;
  const host = process.env.ELECTRON_MIRROR ?? 'https://github.com/electron/electron/releases/download/';
  const answers = await reachable(`${host}v${version}/SHASUMS256.txt`);
  if (answers) say(`Downloading Electron ${version} (about 110 MB, once) …`, process.stderr);
  const { code, out } = await run(process.execPath, [join(electron, 'install.js')], {
    quiet: true,
    timeoutMs: answers ? 15 * 60_000 : giveUpMs,
  });
  if (code === 0) return null;
  const why = code === null ? `no answer within ${giveUpMs / 1000} s` : (out.trim().split('\n')[0] ?? '');
  await mkdir(runtimeFolder, { recursive: true });
  await writeFile(failureFile, JSON.stringify({ version, why, at: new Date().toISOString() }));
  return why;
};

const named = async (version) => {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const found = ((await read(join(dist, 'version'))) ?? version).trim().replace(/^v/, '');
  const executable = join(dist, (await read(join(electron, 'path.txt'))) ?? 'electron');
  return { executable, dist, version: found, development: found === developmentVersion };
};

const find = async (version) => {
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) return named(version);
  let executable = await downloaded();
  const why = executable === null ? await download(version) : null;
  executable ??= await downloaded();
  if (executable !== null) return { executable, dist: join(electron, 'dist'), version, development: false };
  const dist = await developmentRuntime(runtimeFolder);
  return {
    executable: join(dist, 'electron'),
    dist,
    version: developmentVersion,
    development: true,
    wanted: version,
    why,
  };
};

/**
 * The Electron this machine can run: `{ executable, dist, version, development }`. The one named by
 * ELECTRON_OVERRIDE_DIST_PATH, else the locked one, else the development runtime. The tests read it from runtime.json.
 */
export const ensureRuntime = async () => {
  const { version } = JSON.parse(await readFile(join(electron, 'package.json'), 'utf8'));
  const runtime = await find(version);
  await mkdir(runtimeFolder, { recursive: true });
  // Relative: the tests may run in a copy of the checkout.
  const { executable, development, version: found } = runtime;
  const note = { executable: relative(runtimeFolder, executable), version: found, development };
  await writeFile(join(runtimeFolder, 'runtime.json'), JSON.stringify(note));
  return runtime;
};

export const describeRuntime = ({ development, version, wanted, why }) =>
  development
    ? `This is a development runtime: Electron ${version}, for trying and testing only` +
      (wanted ? ` (Electron ${wanted} could not be downloaded: ${why}; to try again remove ${failureFile}).` : '.')
    : `Electron ${version}.`;
