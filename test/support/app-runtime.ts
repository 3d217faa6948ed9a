import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export const checkout = resolve(__dirname, '..', '..');
export const isRoot = process.getuid?.() === 0;

interface Note {
  readonly executable: string;
  readonly version: string;
  readonly development: boolean;
}

/** The Electron that the set-up found (scripts/electron-runtime.mjs); `executable` is absolute. */
export const runtime = (): Note => {
  const folder = resolve(checkout, '.runtime');
  const file = resolve(folder, 'runtime.json');
  if (!existsSync(file)) throw new Error(`${file} is missing: run the tests by npm test, which sets it up.`);
  const note = JSON.parse(readFileSync(file, 'utf8')) as Note; // as: our own script writes it
  return { ...note, executable: resolve(folder, note.executable) };
};
