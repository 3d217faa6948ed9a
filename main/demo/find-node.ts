import { execFile } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const oldest = 18;

const majorOf = (program: string): Promise<number | null> =>
  new Promise((resolve) => {
    execFile(program, ['--version'], { timeout: 5000 }, (error, stdout) => {
      const major = Number(/^v(\d+)\./.exec(stdout)?.[1]);
      resolve(error || Number.isNaN(major) ? null : major);
    });
  });

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * The program that runs the demo's scripts: `node` where there is one that is new enough; else a launcher in `<dir>/bin` that
 * makes this very program (an Electron, in a packaged app) be Node.
 */
export const findNode = async (dir: string): Promise<string> => {
  const major = await majorOf('node');
  if (process.platform === 'win32' || (major !== null && major >= oldest)) return 'node';
  const launcher = join(dir, 'bin', 'node');
  await mkdir(join(dir, 'bin'), { recursive: true });
  await writeFile(launcher, `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec ${quoted(process.execPath)} "$@"\n`);
  await chmod(launcher, 0o755);
  return launcher;
};
