import type { ElectronApplication } from '@playwright/test';

// Playwright gives up on a page whose process crashed, also where the app draws it again: main is asked what it shows.

export const crashPage = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.forcefullyCrashRenderer());

/** The text of an element of the page as it is now; empty where there is none. */
export const textOf = (app: ElectronApplication, selector: string): Promise<string> =>
  app.evaluate(async ({ webContents }, wanted) => {
    const script = `document.querySelector(${JSON.stringify(wanted)})?.innerText ?? ''`;
    const [page] = webContents.getAllWebContents();
    if (page === undefined || page.isCrashed() || page.isLoading()) return '';
    // A page that dies while it is asked never answers: whoever asks asks again.
    const silent = new Promise<string>((resolve) => setTimeout(resolve, 500, ''));
    return String(await Promise.race([page.executeJavaScript(script), silent]));
  }, selector);

export const pidOf = (app: ElectronApplication, name: 'Humdrum engine'): Promise<number | undefined> =>
  app.evaluate(
    ({ app: electron }, wanted) => electron.getAppMetrics().find((process) => process.name === wanted)?.pid,
    name,
  );
