import { open } from 'node:fs/promises';
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

/** Writes a new file, and only a new one: `file-exists` where something stands there, `workspace-unreadable` where it can't be written. */
export const saveNew = async (file: string, text: string): Promise<Result<null>> => {
  try {
    const handle = await open(file, 'wx');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return done(null);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'EEXIST') return failed({ kind: 'file-exists', file });
    return failed({ kind: 'file-unwritable', file, why: error.message });
  }
};
