import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { describeRuntime, ensureRuntime, runtimeFolder } from './electron-runtime.mjs';
import { main, root, run, say } from './run.mjs';

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

/** `npm run pack` makes the unpacked app; `npm run pack -- --linux deb` and its like make what people install. */
const pack = async ({ version, development }, electronDist, asked) => {
  const args = [
    ...(asked.length === 0 ? ['--dir'] : asked),
    '--publish=never',
    `--config.electronVersion=${version}`,
    `--config.electronDist=${electronDist}`,
    ...(development ? [] : [youngerFuse]),
  ];
  const { code } = await run(process.execPath, [packer, ...args]);
  return code ?? 1;
};

await main(async () => {
  await ensureDependencies();
  const [runtime] = await Promise.all([ensureRuntime(), ensureBuild()]);
  say(describeRuntime(runtime));
  const electronDist = await emptyElectron(runtime.dist);
  try {
    return await pack(runtime, electronDist, process.argv.slice(2));
  } finally {
    await rm(electronDist, { recursive: true, force: true });
  }
});
