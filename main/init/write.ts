import { randomUUID } from 'node:crypto';
import { link, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { done, failed, type Result } from '../../contract/failure';
import type { ProposedLine } from '../../contract/new-workspace';
import { visible } from '../workspace/problems';

const widest = 64;

/** The file's text, where each line is from in a comment beside it. */
export const textOf = (lines: readonly ProposedLine[]): string => {
  const column = Math.min(widest, Math.max(...lines.map(({ text, from }) => (from === null ? 0 : text.length))));
  return lines
    .map(({ text, from }) => (from === null ? text : `${text.padEnd(column)}  # from ${visible(from)}`))
    .map((text) => `${text}\n`)
    .join('');
};

/** Makes the file and takes it away again where it can't be written whole. */
const create = async (file: string, text: string): Promise<void> => {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
};

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null);

/** link(2): what a file system without hard links says, FAT among them, and some that are on the network. */
const noLinks = new Set<unknown>(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP']);

/** Gives a whole file its name, where nothing has that name. A rename would replace what is there. */
const nameIt = async (temporary: string, file: string, text: string): Promise<void> => {
  try {
    await link(temporary, file);
  } catch (error) {
    if (!noLinks.has(codeOf(error))) throw error;
    await create(file, text);
  }
};

/**
 * Writes a new file, whole or not at all, and only a new one: `file-exists` where something stands there, `file-unwritable` where it
 * can't be written.
 */
export const saveNew = async (file: string, text: string): Promise<Result<null>> => {
  const temporary = join(dirname(file), `.humdrum-${randomUUID()}.tmp`);
  try {
    await create(temporary, text);
    await nameIt(temporary, file, text);
    return done(null);
  } catch (error) {
    if (codeOf(error) === null || !(error instanceof Error)) throw error;
    if (codeOf(error) === 'EEXIST') return failed({ kind: 'file-exists', file });
    return failed({ kind: 'file-unwritable', file, why: error.message.replace(temporary, file) });
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
};
