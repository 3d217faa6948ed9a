import { BrowserWindow, nativeTheme, screen } from 'electron';
import { appOrigin } from './addresses';
import type { SettingsStore } from './settings';
import { minimum, placeWindow } from './window-bounds';

// The page's own floor (renderer/ui/tokens.css), so that nothing flashes before it is drawn.
const floor = (): string => (nativeTheme.shouldUseDarkColors ? '#14171b' : '#f7f7f5');

const rememberBounds = (window: BrowserWindow, settings: SettingsStore): void => {
  let timer: NodeJS.Timeout | undefined;
  const remember = (): void => settings.rememberWindow(window.getNormalBounds(), window.isMaximized());
  const soon = (): void => {
    clearTimeout(timer);
    // A drag moves it a hundred times; the store writes a file each time.
    timer = setTimeout(remember, 500);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('close', () => {
    clearTimeout(timer);
    remember();
  });
};

/** The window: a sandboxed page of our own, shown once it has something to show. */
export const createWindow = (settings: SettingsStore, preload: string): BrowserWindow => {
  const { bounds, maximized } = settings.kept();
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...placeWindow(bounds, screens),
    minWidth: minimum.width,
    minHeight: minimum.height,
    show: false,
    title: 'Humdrum',
    backgroundColor: floor(),
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  const repaint = (): void => window.setBackgroundColor(floor());
  nativeTheme.on('updated', repaint);
  window.once('closed', () => nativeTheme.off('updated', repaint));
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  rememberBounds(window, settings);
  return window;
};

/** Shows a screen of the page, the board where none is named; the page stays where it is loaded already. */
export const showScreen = (window: BrowserWindow, address: string | null): void => {
  // Loading another one meanwhile aborts this one, which is no failure.
  window.loadURL(address ?? `${appOrigin}/`).catch(() => undefined);
};

export const bringToFront = (window: BrowserWindow): void => {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
};
