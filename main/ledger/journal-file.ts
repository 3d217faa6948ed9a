import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from './durable';
import { frame } from './journal-frames';
import { journalName, type Owner } from './journal-owner';

/** An append-only file of one owner. Errors of the file system are thrown. */
export interface JournalFile {
  readonly path: string;
  readonly bytes: number;
  /** Durable once it answers. After an error, the file ends where it ended before, unless `broken` says otherwise. */
  append(records: readonly unknown[]): Promise<void>;
  /** True once a sync has failed: what the disk holds is then unknown, and a second sync that succeeds would prove nothing. */
  readonly broken: boolean;
  remove(): Promise<void>;
  /** Leaves the file to whoever opens the folder next. */
  release(): Promise<void>;
}

const writeAll = async (handle: FileHandle, bytes: Buffer): Promise<void> => {
  let at = 0;
  // A full disk shows as a short write first, as an error only at the next one.
  while (at < bytes.length) at += (await handle.write(bytes, at, bytes.length - at)).bytesWritten;
};

export const createJournalFile = async (folder: string, owner: Owner): Promise<JournalFile> => {
  const name = journalName(owner);
  const path = join(folder, name);
  const handle = await open(path, 'ax', 0o600);
  await syncFolder(folder);
  let bytes = 0;
  let broken = false;

  const cutBack = async (): Promise<void> => {
    try {
      await handle.truncate(bytes);
      await handle.datasync();
    } catch {
      broken = true;
    }
  };

  return {
    path,
    get bytes() {
      return bytes;
    },
    get broken() {
      return broken;
    },
    append: async (records) => {
      const framed = Buffer.concat(records.map(frame));
      try {
        await writeAll(handle, framed);
      } catch (error) {
        await cutBack();
        throw error;
      }
      try {
        await handle.datasync();
      } catch (error) {
        broken = true;
        throw error;
      }
      bytes += framed.length;
    },
    remove: async () => {
      await handle.close();
      await rm(path, { force: true });
      await syncFolder(folder);
    },
    release: async () => {
      await handle.close();
      await rename(path, join(folder, journalName(null, name.split('.')[3])));
      await syncFolder(folder);
    },
  };
};
