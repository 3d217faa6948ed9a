import { CommanderError } from 'commander';
import type { ExitCode } from './terminal';

export interface BrokenOff {
  readonly text: string;
  readonly code: ExitCode;
}

/** What a command that threw says last: usage, or a bug, of which nobody knows what it came to. */
export const brokenOff = (error: unknown): BrokenOff => {
  if (error instanceof CommanderError) return { text: error.message, code: 2 };
  const why = error instanceof Error ? error.message : String(error);
  return {
    text: `Humdrum broke off. ${why}\nIt is not known to be done. Look at humdrum status and humdrum log before you try again.`,
    code: 1,
  };
};
