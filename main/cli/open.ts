import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { say, type Common, type ExitCode } from './terminal';

/** Opens the desktop app: from a checkout through its start script. */
export const open = async (options: Common): Promise<ExitCode> => {
  const start = join(__dirname, '..', '..', 'scripts', 'start.mjs');
  if (!existsSync(start)) {
    say(
      'The desktop app is not beside this program. Start it from your applications, then open the workspace file there.',
    );
    return 1;
  }
  const file = options.workspace === undefined ? [] : ['--workspace', resolve(options.workspace)];
  spawn(process.execPath, [start, ...file], { detached: true, stdio: 'ignore' }).unref();
  say('Humdrum opens.');
  return 0;
};
