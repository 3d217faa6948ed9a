import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, powerMonitor, type BrowserWindow } from 'electron';
import { screenFor } from './addresses';
import { brokerPorts } from './broker';
import { workspaceFor, type Launch } from './command-line';
import { askToDrawAgain, askToRestart, chooseFolder, chooseWorkspace, sayDefaults } from './dialogs';
import { createEngine } from './engine-process';
import { serveHost } from './host';
import { keychain } from './keychain';
import { setMenu } from './menu';
import { notify } from './notifications';
import { openLink } from './page-guard';
import { revivePage } from './revive-page';
import { describeRuntime } from './runtime';
import { takeScreenshot } from './screenshot';
import { openSecrets } from './secrets';
import type { SettingsStore } from './settings';
import { bringToFront, createWindow, showScreen } from './window';

export interface ShellOptions {
  readonly settings: SettingsStore;
  readonly data: string;
  readonly userData: string;
  /** The folder of the built main process and its siblings. */
  readonly processes: string;
}

export interface Shell {
  /** Does what a start of Humdrum asks for: the first one, and every later one. */
  readonly open: (launch: Launch) => Promise<void>;
  readonly show: () => void;
}

/** One window and one engine; another workspace gives the window another engine. After `ready`. */
export const createShell = ({ settings, data, userData, processes }: ShellOptions): Shell => {
  let window: BrowserWindow | null = null;
  /** Undefined until a workspace is open; null for the demo. */
  let workspace: string | null | undefined;
  const secrets = openSecrets(join(userData, 'secrets.json'), keychain());

  const show = (): void => {
    if (window !== null) bringToFront(window);
  };
  const engine = createEngine({
    processes,
    data,
    serveHost: serveHost({
      secrets,
      settings,
      runtime: () => describeRuntime(secrets.kept),
      notify: (title, body) => settings.settings().notifications && notify(title, body, show),
      openLink,
      chooseWorkspace: async () => chooseWorkspace(window),
      chooseFolder: async () => chooseFolder(window),
      // The engine that asks is the one that ends for it: it gets its answer first.
      openWorkspace: (file) => void setImmediate(() => void openWorkspace(file)),
    }),
    restarted: () => window?.webContents.send('engine-restarted'),
    gaveUp: (code) => void restartOrQuit(code),
  });

  const openWorkspace = async (file: string | null): Promise<void> => {
    workspace = file;
    if (file !== null) {
      const others = settings.settings().recentWorkspaces.filter((other) => other !== file);
      settings.change({ recentWorkspaces: [file, ...others].slice(0, 20) });
    }
    refreshMenu();
    await engine.open(file);
  };

  const restartOrQuit = async (code: number): Promise<void> => {
    window?.webContents.send('engine-lost');
    if (!(await askToRestart(code))) return app.quit();
    await engine.open(workspace ?? null);
    window?.webContents.send('engine-restarted');
  };

  const drawOrQuit = async (reason: string): Promise<void> => {
    if (!(await askToDrawAgain(reason))) return app.quit();
    window?.webContents.reload();
  };

  const refreshMenu = (): void => {
    const choose = async (): Promise<void> => {
      const file = await chooseWorkspace(window);
      if (file !== null) await openWorkspace(file);
    };
    const acts = {
      openWorkspace: () => void choose(),
      openDemo: () => void openWorkspace(null),
      openRecent: (file: string) => void openWorkspace(file),
    };
    setMenu(acts, settings.settings().recentWorkspaces, !app.isPackaged);
  };

  const openWindow = (address: string | null): BrowserWindow => {
    const made = createWindow(settings, join(processes, '..', 'preload', 'preload.cjs'));
    made.once('closed', () => {
      window = null;
    });
    revivePage(made, (reason) => void drawOrQuit(reason));
    showScreen(made, address);
    if (settings.setAside !== null) void sayDefaults(made, settings.setAside);
    return made;
  };

  brokerPorts(() => window, engine.connect);
  powerMonitor.on('suspend', engine.slept);
  powerMonitor.on('resume', engine.slept);
  app.on('window-all-closed', () => app.quit());
  let ending = false;
  app.on('before-quit', (event) => {
    if (ending) return;
    ending = true;
    event.preventDefault();
    void engine.stop().finally(() => app.quit());
  });

  return {
    open: async (launch) => {
      const address = launch.link === null ? null : screenFor(launch.link);
      const wanted = workspaceFor(launch, workspace, settings.settings().recentWorkspaces.filter(existsSync));
      const opening = wanted === workspace ? null : openWorkspace(wanted);
      if (window === null) {
        window = openWindow(address);
      } else {
        if (address !== null) showScreen(window, address);
        bringToFront(window);
      }
      await opening;
      if (launch.screenshot !== null) await takeScreenshot(window, launch.screenshot);
    },
    show,
  };
};
