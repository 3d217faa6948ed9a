import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';

const choose = async (window: BrowserWindow | null, options: OpenDialogOptions): Promise<string | null> => {
  const { filePaths } = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return filePaths[0] ?? null;
};

/** Asks for a workspace file; null where none was chosen. */
export const chooseWorkspace = async (window: BrowserWindow | null): Promise<string | null> =>
  choose(window, {
    title: 'Open workspace',
    properties: ['openFile'],
    filters: [{ name: 'Workspace (humdrum.yml)', extensions: ['yml', 'yaml'] }],
  });

/** Asks for a folder; null where none was chosen. */
export const chooseFolder = async (window: BrowserWindow | null): Promise<string | null> =>
  choose(window, { title: 'Folder with repositories', properties: ['openDirectory'] });

/** Says that the engine does not stay up, and asks whether to try once more. */
export const askToRestart = async (code: number): Promise<boolean> => {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: 'The engine keeps ending unexpectedly.',
    detail: `Its last exit code was ${code}. Nothing is read or sent until it runs again; what was sent before is looked into then.`,
    buttons: ['Start it again', 'Quit'],
  });
  return response === 0;
};

/** Says that the page does not stay up, and asks whether to draw it once more. */
export const askToDrawAgain = async (reason: string): Promise<boolean> => {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: 'The window keeps ending unexpectedly.',
    detail: `The last time it was: ${reason}. The engine goes on: what is on its way is recorded, and nothing is sent twice.`,
    buttons: ['Draw it again', 'Quit'],
  });
  return response === 0;
};

/** Says where settings that could not be read were put. */
export const sayDefaults = async (window: BrowserWindow, setAside: string): Promise<void> => {
  const message = 'Your settings could not be read, so Humdrum started with its usual ones.';
  process.stderr.write(`${message} The file was kept: ${setAside}\n`);
  const detail = `The file was kept, and nothing else is touched:\n${setAside}\nSet again what you miss in Settings.`;
  await dialog.showMessageBox(window, { type: 'warning', message, detail });
};
