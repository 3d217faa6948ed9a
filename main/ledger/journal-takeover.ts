import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Iso } from '../../contract/commit';
import type { Failure } from '../../contract/failure';
import { syncFolder, whyOf } from './durable';
import { unframe, type Frames } from './journal-frames';
import { isAlive, journalName, parseJournalName, type Owner } from './journal-owner';
import { OpenRecords, parseRecord } from './journal-records';

export interface Takeover {
  readonly open: OpenRecords;
  readonly damage: Failure | null;
  /** To be called once the open records are durable in the taker's own file. */
  finish(): Promise<void>;
  /** Leaves the files to the next one, where the records could not be kept. */
  giveUp(): Promise<void>;
}

interface Taken {
  readonly path: string;
  readonly file: string;
  readonly damage: string | null;
}

/** Makes every file without a living owner ours. The rename is atomic: of two takers one gets the file, the other finds it gone. */
const takeFiles = async (folder: string, me: Owner): Promise<readonly { path: string; file: string }[]> => {
  const taken: { path: string; file: string }[] = [];
  for (const name of (await readdir(folder)).sort()) {
    const parsed = parseJournalName(name);
    if (!parsed || (parsed.owner && isAlive(parsed.owner, me))) continue;
    const path = join(folder, journalName(me, parsed.file));
    try {
      await rename(join(folder, name), path);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') continue;
      throw error;
    }
    taken.push({ path, file: parsed.file });
  }
  return taken;
};

const readFrames = async (path: string): Promise<Frames> => {
  try {
    return unframe(await readFile(path));
  } catch (error) {
    return { records: [], damage: whyOf(error) };
  }
};

/**
 * Takes over the files that dead owners left and reads them. Throws errors of the file system.
 * Nothing is removed before `finish`: a crash in between leaves the files to the next one.
 */
export const takeOver = async (folder: string, me: Owner, at: Iso): Promise<Takeover> => {
  const open = new OpenRecords();
  const taken: Taken[] = [];
  for (const { path, file } of await takeFiles(folder, me)) {
    const frames = await readFrames(path);
    const records = frames.records.map(parseRecord);
    for (const record of records) if (record) open.add(record);
    const unknown = records.filter((record) => record === null).length;
    taken.push({ path, file, damage: frames.damage ?? (unknown > 0 ? `${unknown} records of an unknown kind` : null) });
  }
  const damaged = taken.filter((one) => one.damage !== null);
  const kept = (one: Taken): string => join(folder, `${at.replaceAll(':', '')}-${one.file}.damaged`);
  return {
    open,
    damage: damaged[0]
      ? {
          kind: 'journal-damaged',
          file: kept(damaged[0]),
          why: damaged.map((one) => (one === damaged[0] ? one.damage : `${kept(one)}: ${one.damage}`)).join('; '),
        }
      : null,
    finish: async () => {
      for (const one of taken) await (one.damage === null ? rm(one.path) : rename(one.path, kept(one)));
      if (taken.length > 0) await syncFolder(folder);
    },
    giveUp: async () => {
      for (const one of taken) await rename(one.path, join(folder, journalName(null, one.file))).catch(() => undefined);
    },
  };
};
