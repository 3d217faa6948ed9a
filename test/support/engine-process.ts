import { createInterface } from 'node:readline';
import { createRouterClient } from '@orpc/server';
import { createTerminalHost } from '../../main/cli/terminal-host';
import { router } from '../../main/api/router';
import { createEngine } from '../../main/workspace-engine';

// Child process of the fault tests: the engine as the window has it, live, with its real router, without Electron.
// <data> <workspace file> <supervisor> <parser> <git starter>. A line of JSON in is a call, { id, call, input }; lines out are
// { id, value } or { id, event } … { id, end: true }.

const [data = '', file = '', supervisor = '', parser = '', gitStarter = ''] = process.argv.slice(2);

interface Call {
  readonly id: number;
  readonly call: string;
  readonly input: unknown;
}

const say = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const isStream = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

const begin = async (): Promise<void> => {
  const host = createTerminalHost(process.env, 'test');
  const engine = await createEngine({ file, data, scripts: { supervisor, parser, gitStarter }, host, live: true });
  const client = createRouterClient(router, { context: { engine } });
  const answer = async ({ id, call, input }: Call): Promise<void> => {
    // as: the test names a command of the contract and gives what it takes; the router checks it again
    const ask = Reflect.get(client, call) as (input: unknown) => Promise<unknown>;
    const value = await ask(input);
    if (!isStream(value)) return say({ id, value });
    for await (const event of value) say({ id, event });
    say({ id, end: true });
  };
  createInterface({ input: process.stdin }).on('line', (line) => {
    if (line === 'close') return void engine.close().then(() => process.exit(0));
    const asked = JSON.parse(line) as Call; // as: the test writes nothing else
    answer(asked).catch((error: unknown) => say({ id: asked.id, error: String(error) }));
  });
  say({ ready: true });
};
void begin();
