import pc from 'picocolors';
import { done, type Result } from '../../contract/failure';
import type { Note } from '../../contract/note';
import type { Snapshot } from '../../contract/snapshot';
import type { LineJson } from '../../contract/status';
import { lineText, lineWords } from '../../contract/words/line';
import { readSystem } from '../release/line';
import { moveLine } from '../release/on-record/move-line';
import type { Session } from '../release/session';
import { complain, print, printJson, say, withWorkspace, type Common, type ExitCode } from './terminal';

export const lineJson = (line: Snapshot['line']): LineJson =>
  line && { by: line.by.name, at: line.at, reason: line.reason };

/** How the line stands by the ledger read last; where that was not read, why. */
export const readLine = (session: Session): Result<Note | null> => {
  const read = readSystem(session);
  return read.ok ? done(read.value?.line ?? null) : read;
};

const tell = (session: Session, options: Common): ExitCode => {
  const read = readLine(session);
  if (!read.ok) return complain(read.failure);
  const line = read.value;
  if (options.json) printJson({ format: 1, line: lineJson(line) });
  else print(line === null ? lineText(line) : pc.red(lineText(line)));
  return 0;
};

export interface LineOptions extends Common {
  readonly reason?: string;
}

/** Whether it is stopped, by whom and why. */
export const line = async (options: Common): Promise<ExitCode> =>
  withWorkspace(options, async ({ session }) => tell(session, options));

const move = async (to: 'stopped' | 'started', options: LineOptions): Promise<ExitCode> =>
  withWorkspace(options, async ({ session }) => {
    const moved = await moveLine(session, to, options.reason?.trim() ?? '');
    return moved.ok ? tell(session, options) : complain(moved.failure);
  });

export const stopLine = async (options: LineOptions): Promise<ExitCode> => {
  if ((options.reason?.trim() ?? '') !== '') return move('stopped', options);
  say(lineWords.noReason);
  return 2;
};

export const startLine = async (options: LineOptions): Promise<ExitCode> => move('started', options);
