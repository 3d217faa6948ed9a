import { statSync, watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';

const settleMs = 100;
/** Where the system can't tell about changes (some network folders), or lost the folder: look. */
const lookMs = 2000;

const markOf = (file: string): string => {
  try {
    const { mtimeMs, size, ino } = statSync(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return 'gone';
  }
};

/**
 * Calls back after the file's contents may have changed, once for a burst of events. The folder is watched and not the file:
 * editors save by renaming a new file over it. Returns its undo.
 */
export const watchFile = (file: string, changed: () => void): (() => void) => {
  const name = basename(file);
  let seen = markOf(file);
  let settling: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | undefined;

  const look = (): void => {
    const mark = markOf(file);
    if (mark === seen) return;
    seen = mark;
    changed();
  };
  const settle = (): void => {
    clearTimeout(settling);
    settling = setTimeout(look, settleMs);
  };
  try {
    watcher = watch(dirname(file), (_event, changedName) => {
      if (changedName === null || changedName === name) settle();
    });
    watcher.on('error', () => watcher?.close());
  } catch {
    watcher = undefined;
  }
  const looking = setInterval(settle, lookMs);
  looking.unref();
  return () => {
    clearTimeout(settling);
    clearInterval(looking);
    watcher?.close();
  };
};
