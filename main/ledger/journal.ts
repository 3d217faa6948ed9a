import type { Iso } from '../../contract/commit';
import type { Failure, Result } from '../../contract/failure';
import { done, failed } from '../../contract/failure';
import type { Journal, JournalRecord } from '../release/record-ports';
import { makeFolder, whyOf } from './durable';
import { createJournalFile, type JournalFile } from './journal-file';
import { thisOwner, type Owner } from './journal-owner';
import { takeOver, type Takeover } from './journal-takeover';

/** A file that has grown to this is left for a new one that starts with the open records. */
const rotateBytes = 1024 * 1024;

const unwritable = (file: string, why: string): { readonly ok: false; readonly failure: Failure } =>
  failed({ kind: 'journal-unwritable', file, why });

/**
 * Opens this machine's journal of one workspace: a file of this process's own in `folder`, and takes over what dead processes left.
 * Several processes may have the same folder open. Failure: `journal-unwritable`.
 */
export const openJournal = async (folder: string, now: () => Iso): Promise<Result<Journal>> => {
  const owner = thisOwner();
  try {
    await makeFolder(folder);
    const file = await createJournalFile(folder, owner);
    return done(createJournal(folder, owner, file, await adopt(folder, owner, file, now())));
  } catch (error) {
    return unwritable(folder, whyOf(error));
  }
};

/** Open records are durable in our file before the files they came from are removed. */
const adopt = async (folder: string, owner: Owner, file: JournalFile, at: Iso): Promise<Takeover> => {
  let takeover: Takeover | null = null;
  let isOurs = false;
  try {
    takeover = await takeOver(folder, owner, at);
    const unfinished = takeover.open.all();
    if (unfinished.length > 0) await file.append(unfinished);
    isOurs = true;
    await takeover.finish();
    return takeover;
  } catch (error) {
    await takeover?.giveUp();
    // The files they came from may be gone by now: then ours is the only one that holds them.
    await (isOurs ? file.release() : file.remove()).catch(() => undefined);
    throw error;
  }
};

const createJournal = (folder: string, owner: Owner, first: JournalFile, takeover: Takeover): Journal => {
  const { open } = takeover;
  const unfinished = open.all();
  let file = first;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const result = last.then(act);
    last = result.catch(() => undefined);
    return result;
  };

  const rotate = async (): Promise<void> => {
    const next = await createJournalFile(folder, owner);
    const records = open.all();
    if (records.length > 0) await next.append(records);
    const full = file;
    file = next;
    await full.remove();
  };

  const write = async (record: JournalRecord): Promise<Result<null>> => {
    if (closed) return unwritable(file.path, 'it is closed');
    if (file.broken) return unwritable(file.path, 'an earlier write failed; start Humdrum again');
    try {
      if (file.bytes > rotateBytes) await rotate();
      await file.append([record]);
    } catch (error) {
      return unwritable(file.path, whyOf(error));
    }
    open.add(record);
    return done(null);
  };

  return {
    unfinished,
    damage: takeover.damage,
    append: (record) => inTurn(() => write(record)),
    close: () =>
      inTurn(async () => {
        if (closed) return;
        closed = true;
        // What can't be removed or renamed is taken over by the next one, once this process is gone.
        await (open.all().length === 0 && !file.broken ? file.remove() : file.release()).catch(() => undefined);
      }),
  };
};
