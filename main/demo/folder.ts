import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { done, failed, type Result } from '../../contract/failure';

// The demo is deleted and rebuilt at a click, so only a folder that carries our marker is ever deleted.

const markerName = '.humdrum-demo';
const markerSchema = z.object({ format: z.literal(1), basePort: z.number().int(), complete: z.boolean() });
export type Marker = z.infer<typeof markerSchema>;

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';
const whyOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The marker of a folder we made; null where there is none, or none that reads. */
export const readMarker = async (dir: string): Promise<Marker | null> => {
  try {
    const parsed = markerSchema.safeParse(JSON.parse(await readFile(join(dir, markerName), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

export const writeMarker = (dir: string, marker: Omit<Marker, 'format'>): Promise<void> =>
  writeFile(join(dir, markerName), `${JSON.stringify({ format: 1, ...marker })}\n`);

const contentsOf = async (dir: string): Promise<readonly string[]> => {
  try {
    return await readdir(dir);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
};

/** Takes a demo away. Failure `data-folder`: something else is in the folder, and stays. */
export const removeDemo = async (dir: string): Promise<Result<null>> => {
  try {
    const contents = await contentsOf(dir);
    if (contents.length === 0) return done(null);
    if ((await readMarker(dir)) === null)
      return failed({ kind: 'data-folder', folder: dir, why: 'what is in it was not made by Humdrum, so it stays' });
    // The marker goes last: a removal that is cut off can be taken up again.
    for (const name of contents.filter((name) => name !== markerName))
      await rm(join(dir, name), { recursive: true, force: true });
    await rm(dir, { recursive: true, force: true });
    return done(null);
  } catch (error) {
    return failed({ kind: 'data-folder', folder: dir, why: whyOf(error) });
  }
};

/** Makes an empty folder for a demo and marks it. */
export const makeDemoFolder = async (dir: string, basePort: number): Promise<Result<null>> => {
  try {
    await mkdir(dir, { recursive: true });
    await writeMarker(dir, { basePort, complete: false });
    return done(null);
  } catch (error) {
    return failed({ kind: 'data-folder', folder: dir, why: whyOf(error) });
  }
};
