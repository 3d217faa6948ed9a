import { app, session, shell, type WebContents } from 'electron';
import { appOrigin, browserAddress, isOurs } from './addresses';

/** Opens an https address in the person's browser; anything else is left alone. */
export const openLink = async (address: string): Promise<void> => {
  const url = browserAddress(address);
  if (url !== null) await shell.openExternal(url);
};

const confine = (contents: WebContents): void => {
  const stay = (event: { readonly preventDefault: () => void }, address: string): void => {
    if (!isOurs(address)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', (event) => stay(event, event.url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    void openLink(url);
    return { action: 'deny' };
  });
};

const mayHave = (permission: string): boolean => permission === 'clipboard-sanitized-write';

/** Every page, present and future: stays ours, opens no window, may copy but nothing else, saves only what it made itself. */
export const guardPages = (): void => {
  app.on('web-contents-created', (_event, contents) => confine(contents));
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(mayHave(permission)));
  defaultSession.setPermissionCheckHandler((_contents, permission) => mayHave(permission));
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${appOrigin}/`)) event.preventDefault();
  });
};
