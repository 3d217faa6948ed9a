import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { root } from './run.mjs';

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Does `work` while no other script of this checkout does work of that name: `npm start` beside `npm test` builds once. */
export const oneAtATime = async (name, work) => {
  const folder = join(root, '.runtime');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${name}.lock`);
  for (;;) {
    const mine = await writeFile(file, String(process.pid), { flag: 'wx' }).then(
      () => true,
      () => false,
    );
    if (mine) break;
    const owner = Number(await readFile(file, 'utf8').catch(() => '0'));
    // Empty for the moment between its making and its writing.
    if (owner > 0 && !alive(owner)) await rm(file, { force: true });
    await setTimeout(100);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
};
