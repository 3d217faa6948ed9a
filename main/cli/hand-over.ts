import pc from 'picocolors';
import type { Note } from '../../contract/note';
import { handOver } from '../release/rotation/hand-over';
import { readSystem } from '../release/line';
import { complain, print, printJson, say, withWorkspace, type Common, type ExitCode } from './terminal';

export interface HandOverOptions extends Common {
  readonly clear?: boolean;
}

export const showNote = ({ by, at, reason }: Note): void =>
  print(`${pc.bold(`Handed over by ${by.name}, ${at.slice(0, 16)}`)}\n${reason}\n`);

/** Leaves a note for the next person, or takes it away; without either it prints the one that stands. */
export const handOverInTerminal = async (note: string | undefined, options: HandOverOptions): Promise<ExitCode> => {
  const clear = options.clear ?? false;
  if (clear && note !== undefined) {
    say('Either a note or --clear, not both.');
    return 2;
  }
  if (note === '') {
    say('A note can’t be empty; --clear takes the last one away.');
    return 2;
  }
  return withWorkspace(options, async ({ session }) => {
    if (clear || note !== undefined) {
      const written = await handOver(session, note ?? '');
      if (!written.ok) return complain(written.failure);
    }
    const read = readSystem(session);
    if (!read.ok) return complain(read.failure);
    const stands = read.value?.handOver ?? null;
    if (options.json) printJson({ format: 1, handOver: stands });
    else if (stands) showNote(stands);
    else print('Nothing is handed over.');
    return 0;
  });
};
