import { ipcMain, type BrowserWindow, type IpcMainEvent, type MessagePortMain } from 'electron';
import { isOurs } from './addresses';

/** Only the main frame of our own window, showing our own page, may talk to the engine. */
const isFromUs = ({ sender, senderFrame }: IpcMainEvent, window: BrowserWindow | null): boolean =>
  window !== null &&
  !window.isDestroyed() &&
  sender === window.webContents &&
  senderFrame === window.webContents.mainFrame &&
  isOurs(senderFrame.url);

/** Passes the port that a page made on to the engine; ports from anybody else are closed. */
export const brokerPorts = (window: () => BrowserWindow | null, connect: (port: MessagePortMain) => void): void => {
  ipcMain.on('engine-port', (event) => {
    const [port, ...others] = event.ports;
    if (port !== undefined && others.length === 0 && isFromUs(event, window())) return connect(port);
    for (const refused of event.ports) refused.close();
    process.stderr.write(`A port from ${event.senderFrame?.url ?? 'a frame that is gone'} was refused.\n`);
  });
};
