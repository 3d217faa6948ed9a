import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { stateFile, type State } from './state';

const writeDurably = async (file: string, text: string): Promise<void> => {
  const fresh = `${file}.new`;
  const handle = await open(fresh, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(fresh, file);
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

/** `save` answers when a state at least as new as the one at the call is on disk. Calls during a write share the next one. */
export const createStateWriter = (folder: string, state: State): { readonly save: () => Promise<void> } => {
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<void> | null = null;
  return {
    save: () => {
      next ??= last.then(() => {
        next = null;
        return writeDurably(stateFile(folder), `${JSON.stringify(state, null, 1)}\n`);
      });
      last = next.catch(() => {});
      return next;
    },
  };
};
