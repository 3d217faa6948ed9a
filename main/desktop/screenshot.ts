import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BrowserWindow } from 'electron';

// Runs in the page: ends once the first snapshot is drawn, in its fonts, and two frames have gone by.
const drawn = `new Promise((drawn) => {
  const ready = () => document.querySelector('[data-ready="true"]') !== null;
  const settle = async () => {
    await document.fonts.ready;
    requestAnimationFrame(() => requestAnimationFrame(() => drawn(true)));
  };
  if (ready()) return void settle();
  const watch = new MutationObserver(() => {
    if (!ready()) return;
    watch.disconnect();
    void settle();
  });
  watch.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-ready'] });
})`;

/** Writes a PNG of the window once its first board is drawn, and says where it is. */
export const takeScreenshot = async (window: BrowserWindow, file: string): Promise<void> => {
  await window.webContents.executeJavaScript(drawn);
  const picture = await window.webContents.capturePage();
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, picture.toPNG());
  process.stdout.write(`Screenshot: ${file}\n`);
};
