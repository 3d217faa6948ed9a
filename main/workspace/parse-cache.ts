import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { limits, parsedSchema, type ParsedDocument } from './parsed';

/** What texts were parsed to, on disk: a text that was read before needs no process of its own, which takes a quarter of a second. */
export interface ParseCache {
  get(text: string): Promise<ParsedDocument | null>;
  /** Best effort: what can't be kept is parsed again. */
  keep(text: string, parsed: ParsedDocument): Promise<void>;
}

const mostKept = 20;

/**
 * Documents by the hash of the text, of the parser that read it, and of the limits it read it with. Only a document is kept: a bomb or
 * a mistake is found again each time.
 * @param folder the app's own
 */
export const createParseCache = (folder: string, parserScript: string): ParseCache => {
  const fileOf = async (text: string): Promise<string> => {
    const hash = createHash('sha256').update(await readFile(parserScript));
    hash.update(JSON.stringify(limits)).update('\0').update(text);
    return join(folder, `${hash.digest('hex')}.json`);
  };
  /** The ones that were kept the longest time ago go first. */
  const trim = async (): Promise<void> => {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
    const ages = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })));
    const old = ages.sort((a, b) => b.at - a.at).slice(mostKept);
    await Promise.all(old.map(({ name }) => rm(join(folder, name), { force: true })));
  };
  return {
    get: async (text) => {
      try {
        const parsed = parsedSchema.safeParse(JSON.parse(await readFile(await fileOf(text), 'utf8')));
        return parsed.success && parsed.data.kind === 'document' ? parsed.data : null;
      } catch {
        return null;
      }
    },
    keep: async (text, parsed) => {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const file = await fileOf(text);
        const temporary = `${file}.${randomUUID()}.tmp`;
        await writeFile(temporary, JSON.stringify(parsed), { mode: 0o600 });
        await rename(temporary, file);
        await trim();
      } catch {
        // A full disk is said by what needs it.
      }
    },
  };
};
