import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where this machine's mirrors, journals, logs and trust are kept; the app and the terminal share it.
 * `HUMDRUM_DATA` names another place.
 */
export const dataFolder = (env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string => {
  if (env['HUMDRUM_DATA']) return env['HUMDRUM_DATA'];
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Humdrum');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Humdrum');
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'humdrum');
};

/** One workspace's folder: `journal/`, `logs/`, `local/` (releases and their supervisor), `ledger.git` where there is no remote. */
export const workspaceFolder = (data: string, workspaceId: string): string => join(data, 'workspaces', workspaceId);

export const mirrorsFolder = (data: string): string => join(data, 'mirrors');
