import { app } from 'electron';
import type { Runtime } from '../../contract/host';

/** Chromium runs without its sandbox where somebody asked for it: as root there is no other way. */
export const describeRuntime = (secrets: Runtime['secrets']): Runtime => ({
  electron: process.versions['electron'] ?? 'unknown',
  development: process.env['HUMDRUM_RUNTIME'] === 'development',
  sandboxed: !app.commandLine.hasSwitch('no-sandbox'),
  packaged: app.isPackaged,
  secrets,
  version: app.getVersion(),
});
