import { spawn } from 'node:child_process';
import { Stop } from './run.mjs';

export const hasDisplay = (env = process.env) =>
  process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);

/**
 * An X server without a screen, on a number it chooses itself. Answers `{ display, stop }`.
 * `-displayfd 3` makes it write its number there once it accepts clients.
 */
export const startXvfb = ({ identity = {}, env = process.env } = {}) =>
  new Promise((started, failed) => {
    // It would start anew whenever the last window closes, and refuse whoever opens the next one meanwhile.
    const child = spawn('Xvfb', ['-displayfd', '3', '-noreset', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      env,
      ...identity,
    });
    let number = '';
    let said = '';
    const gone = (why) =>
      failed(new Stop(`There is no display, and Xvfb did not start: ${why}. sudo apt-get install xvfb`));
    child.on('error', (error) => gone(error.message));
    child.on('exit', (code) => gone(`exit code ${code} ${said.trim()}`));
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.stdio[3].on('data', (chunk) => {
      number += chunk;
      if (number.endsWith('\n')) started({ display: `:${number.trim()}`, stop: () => child.kill() });
    });
  });
