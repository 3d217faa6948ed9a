import type { ElectronApplication } from '@playwright/test';

// Playwright gives up on a page whose process crashed, also where the app draws it again: main is asked what it shows.

export const crashPage = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.forcefullyCrashRenderer());

/** What the page says now: all of it, or one cell by its name; empty where it is not there. */
export const textOf = (app: ElectronApplication, cell: string | null = null): Promise<string> =>
  app.evaluate(async ({ webContents }, name) => {
    const all = `[...document.querySelectorAll('[role="gridcell"]')]`;
    const found = `${all}.find((cell) => cell.firstElementChild?.textContent === ${JSON.stringify(name)})`;
    const script = `(${name === null ? 'document.body' : found})?.innerText ?? ''`;
    const [page] = webContents.getAllWebContents();
    if (page === undefined || page.isCrashed() || page.isLoading()) return '';
    // A page that dies while it is asked never answers: whoever asks asks again.
    const silent = new Promise<string>((resolve) => setTimeout(resolve, 500, ''));
    return String(await Promise.race([page.executeJavaScript(script), silent]));
  }, cell);

export const pidOf = (app: ElectronApplication, name: 'Humdrum engine'): Promise<number | undefined> =>
  app.evaluate(
    ({ app: electron }, wanted) => electron.getAppMetrics().find((process) => process.name === wanted)?.pid,
    name,
  );
