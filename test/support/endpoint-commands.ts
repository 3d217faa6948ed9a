import { runCommand, type Command, type CommandEvent } from '../../main/processes/run-command';

export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly notice: string;
  readonly longest: number;
  readonly result: Extract<CommandEvent, { type: 'ended' }>['result'];
}

/** `node -e program`. */
export const node = (program: string, ...args: readonly string[]): readonly string[] => [
  process.execPath,
  '-e',
  program,
  ...args,
];

/** Runs a command to its end. `hear` is called with each piece of output. */
export const ran = async (
  command: Partial<Command> & Pick<Command, 'run'>,
  signal: AbortSignal,
  hear: (text: string) => void = () => {},
): Promise<Ran> => {
  const texts = { stdout: '', stderr: '', notice: '' };
  let longest = 0;
  let result: Ran['result'] | null = null;
  for await (const event of runCommand({ cwd: '/', withinMs: 20_000, ...command }, signal)) {
    if (result !== null) throw new Error('something came after the end');
    if (event.type === 'ended') result = event.result;
    else {
      texts[event.from] += event.text;
      longest = Math.max(longest, Buffer.byteLength(event.text));
      hear(event.text);
    }
  }
  if (result === null) throw new Error('the command has no end');
  return { ...texts, longest, result };
};
