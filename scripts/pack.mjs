import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { builtStamp, ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { describeRuntime, ensureRuntime, runtimeFolder } from './electron-runtime.mjs';
import { isProgram, main, root, run, say, Stop } from './run.mjs';

/** Electron without an app in it: the development runtime carries a small one of ours. */
const emptyElectron = async (dist) => {
  const copy = await mkdtemp(join(runtimeFolder, 'packing-'));
  await cp(dist, copy, { recursive: true, verbatimSymlinks: true });
  await rm(join(copy, 'resources', 'app'), { recursive: true, force: true });
  return copy;
};

/** Beside electron-builder.yml's: Electron 25 does not have it, and what is not there can't be set. */
const youngerFuse = '--config.electronFuses.grantFileProtocolExtraPrivileges=false';

const packer = join(root, 'node_modules', 'electron-builder', 'cli.js');
const stampFile = join(root, 'packed', '.stamp');

const pack = async ({ version, development, dist }, asked, quiet) => {
  const electronDist = await emptyElectron(dist);
  const args = [
    ...asked,
    '--publish=never',
    `--config.electronVersion=${version}`,
    `--config.electronDist=${electronDist}`,
    ...(development ? [] : [youngerFuse]),
  ];
  try {
    return await run(process.execPath, [packer, ...args], { quiet });
  } finally {
    await rm(electronDist, { recursive: true, force: true });
  }
};

/** The unpacked app in packed/, for its tests; made where what is built has changed since. */
export const ensurePacked = async (runtime) => {
  const stamp = `${await builtStamp()} ${runtime.version}`;
  if ((await readFile(stampFile, 'utf8').catch(() => null)) === stamp) return;
  say('Packing …', process.stderr);
  const { code, out } = await pack(runtime, ['--dir'], true);
  if (code !== 0) throw new Stop(`electron-builder failed (exit code ${code}):\n${out.trim()}`);
  await writeFile(stampFile, stamp);
};

/** `npm run pack` makes the unpacked app; `npm run pack -- --linux deb` and its like make what people install. */
const packForPeople = async () => {
  await ensureDependencies();
  const [runtime] = await Promise.all([ensureRuntime(), ensureBuild()]);
  say(describeRuntime(runtime));
  const asked = process.argv.slice(2);
  const { code } = await pack(runtime, asked.length === 0 ? ['--dir'] : asked, false);
  return code ?? 1;
};

if (isProgram(import.meta.url)) await main(packForPeople);
