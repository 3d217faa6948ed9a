import type { BrowserWindow } from 'electron';

const crashesAllowed = 3;
const crashWindowMs = 60_000;

/**
 * Draws the page again when its process is gone: the engine goes on meanwhile, and the new page mirrors what it has come to.
 * `gaveUp`: it crashed again and again.
 */
export const revivePage = (window: BrowserWindow, gaveUp: (reason: string) => void): void => {
  let crashes: readonly number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = performance.now();
    crashes = [...crashes.filter((at) => now - at < crashWindowMs), now];
    process.stderr.write(`The page ended unexpectedly (${reason}, exit code ${exitCode}).\n`);
    if (crashes.length > crashesAllowed) return gaveUp(reason);
    window.webContents.reload();
  });
};
