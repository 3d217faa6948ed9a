import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { done, failed } from '../../contract/failure';
import type { Trust } from '../release/record-ports';

const trustSchema = z.object({
  format: z.literal(1),
  trusted: z.record(z.string(), z.string()),
  acts: z.record(z.string(), z.array(z.string())).default({}),
});

/** Workspace id → hash of what it may run or reach, and the same in words: only to show what is new when it is asked again. */
type Trusted = Omit<z.infer<typeof trustSchema>, 'format'>;
const nothing: Trusted = { trusted: {}, acts: {} };

const load = (file: string): Trusted => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return nothing;
  }
  try {
    return trustSchema.parse(JSON.parse(text));
  } catch {
    // Nothing is trusted that can't be read; the file stays for whoever wants to know why.
    try {
      renameSync(file, `${file}.${randomUUID()}.damaged`);
    } catch {
      // It is replaced at the next trust, then.
    }
    return nothing;
  }
};

/** A reader sees the old file or the new one, whole. */
const save = async (file: string, trusted: Trusted): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify({ format: 1, ...trusted }, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
};

/**
 * Which workspaces this person trusts, each with the hash of what it may run or reach: other acts, no trust. Failure: `data-folder`.
 * @param file `trust.json`, shared by the app and the terminal
 */
export const createTrust = (file: string): Trust => {
  let known = load(file);
  return {
    isTrusted: (workspace) => known.trusted[workspace.id] === workspace.acts.hash,
    agreed: (workspace) => known.acts[workspace.id] ?? null,
    trust: async (workspace) => {
      try {
        // Another process may have trusted another workspace meanwhile.
        const now = load(file);
        const { hash, list } = workspace.acts;
        known = {
          trusted: { ...known.trusted, ...now.trusted, [workspace.id]: hash },
          acts: { ...known.acts, ...now.acts, [workspace.id]: [...list] },
        };
        await save(file, known);
        return done(null);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return failed({ kind: 'data-folder', folder: dirname(file), why });
      }
    },
  };
};
