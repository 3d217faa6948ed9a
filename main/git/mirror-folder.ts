import { createHash, randomUUID } from 'node:crypto';
import { rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { listingSchema, type Listing } from './listing';
import { readSmall } from './read-small';
import type { RepositoryUrl } from './refs';

/** One mirror a repository, whoever asks: components of a monorepo share theirs. The name says what it is of. */
export const mirrorFolder = (mirrorsFolder: string, url: RepositoryUrl): string => {
  const last =
    url
      .replace(/\/+$/, '')
      .replace(/\.git$/, '')
      .split(/[/:\\]/)
      .at(-1) ?? '';
  const hint =
    last
      .replace(/[^A-Za-z0-9._-]/g, '')
      .replace(/^[.-]+/, '')
      .slice(0, 40) || 'repository';
  return join(mirrorsFolder, `${hint}-${createHash('sha256').update(url).digest('hex').slice(0, 20)}.git`);
};

const stateSchema = z.object({ format: z.literal(1), listing: listingSchema });

const listingFile = (folder: string): string => join(folder, 'humdrum.json');
const askedFile = (folder: string): string => join(folder, 'humdrum-asked');

/** Not durable: a mirror is disposable. */
export const replaceFile = async (file: string, contents: string | Buffer): Promise<void> => {
  const temporary = `${file}.${process.pid}.${randomUUID().slice(0, 8)}`;
  await writeFile(temporary, contents);
  await rename(temporary, file);
};

/** What the mirror held when it was last brought up to date; null before the first clone, or when it can't be read. */
export const readListing = async (folder: string): Promise<Listing | null> => {
  const text = await readSmall(listingFile(folder)).then(String, () => null);
  if (text === null) return null;
  try {
    const parsed = stateSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.listing : null;
  } catch {
    return null;
  }
};

export const writeListing = (folder: string, listing: Listing): Promise<void> =>
  replaceFile(listingFile(folder), JSON.stringify({ format: 1, listing }));

/** When the remote was last asked, as it was written. */
export const readAsked = async (folder: string): Promise<string | null> =>
  (await readSmall(askedFile(folder)).then(String, () => '')).trim() || null;

/** No more than a note: a full disk must not turn a good reading into a failure. */
export const writeAsked = (folder: string, at: string): Promise<void> =>
  replaceFile(askedFile(folder), at).catch(() => undefined);

/** A bare repository's three landmarks are there. */
export const looksWhole = async (folder: string): Promise<boolean> => {
  const found = await Promise.all(
    ['HEAD', 'objects', 'refs'].map((name) =>
      stat(join(folder, name)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.every((there) => there);
};
