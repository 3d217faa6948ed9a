import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, replaceFile } from './durable';

/** The last tip of each environment that was seen here, on disk: whatever comes later must contain it. */
export interface Witness {
  /** null: nothing was seen yet. */
  seen(slug: string): Promise<string | null>;
  /** Durable once it answers. */
  see(slug: string, tip: string): Promise<void>;
}

export const createWitness = (folder: string): Witness => ({
  seen: async (slug) => {
    const text = await readFile(join(folder, slug), 'utf8').catch(() => '');
    return /^(?:[0-9a-f]{40}|[0-9a-f]{64})\n$/.test(text) ? text.trim() : null;
  },
  see: async (slug, tip) => {
    await makeFolder(folder);
    await replaceFile(join(folder, slug), `${tip}\n`);
  },
});
