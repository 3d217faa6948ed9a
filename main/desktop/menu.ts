import { Menu, type MenuItemConstructorOptions } from 'electron';

export interface MenuActs {
  readonly openWorkspace: () => void;
  readonly openDemo: () => void;
  readonly openRecent: (file: string) => void;
}

const template = (acts: MenuActs, recent: readonly string[], development: boolean): MenuItemConstructorOptions[] => [
  ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
  {
    label: '&File',
    submenu: [
      { label: '&Open workspace…', accelerator: 'CommandOrControl+O', click: acts.openWorkspace },
      {
        label: 'Open &recent',
        enabled: recent.length > 0,
        submenu: recent.map((file) => ({ label: file, click: () => acts.openRecent(file) })),
      },
      { label: 'Open the &demo', click: acts.openDemo },
      { type: 'separator' },
      { role: process.platform === 'darwin' ? 'close' : 'quit' },
    ],
  },
  { role: 'editMenu' },
  {
    label: '&View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      ...(development ? [{ type: 'separator' } as const, { role: 'toggleDevTools' } as const] : []),
    ],
  },
  { role: 'windowMenu' },
];

/** The menu bar; Alt shows it where it hides. */
export const setMenu = (acts: MenuActs, recent: readonly string[], development: boolean): void =>
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(acts, recent, development)));
