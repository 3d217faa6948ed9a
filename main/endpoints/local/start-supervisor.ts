import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { allowedEnvironment } from '../../processes/allowed-environment';
import { lastLines } from '../../processes/last-lines';

const mostLogBytes = 1024 * 1024;

const openLog = (folder: string): number => {
  const file = join(folder, 'supervisor.log');
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return openSync(file, size > mostLogBytes ? 'w' : 'a', 0o600);
};

/**
 * Starts a supervisor that outlives us. Two at once do no harm: one owns the folder, the other ends with 0.
 * Answers why it failed, should it fail; pending otherwise.
 */
export const startSupervisor = (stateFolder: string, script: string): Promise<string> => {
  mkdirSync(stateFolder, { recursive: true, mode: 0o700 });
  const log = openLog(stateFolder);
  const asNode = process.versions['electron'] === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' };
  try {
    const child = spawn(process.execPath, [script, stateFolder], {
      cwd: '/',
      env: allowedEnvironment(process.env, asNode),
      detached: true,
      stdio: ['ignore', log, log],
    });
    child.unref();
    return new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => {
        if (code === 0) return;
        void readFile(join(stateFolder, 'supervisor.log'), 'utf8').then(
          (text) => resolve(`it ended with ${code ?? signal}: ${lastLines(text, 3)}`),
          () => resolve(`it ended with ${code ?? signal}`),
        );
      });
    });
  } finally {
    closeSync(log);
  }
};
