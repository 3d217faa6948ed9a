import type { Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';

// The longest message is a start with its environment; a piece of log is at most 48 KB.
const limit = 1024 * 1024;

export const writeLine = (socket: Socket, message: object): void => {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
};

/** Calls back with each line, parsed; a line that is no JSON, or too long, ends the connection. */
export const onLines = (socket: Socket, take: (message: unknown) => void): void => {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  socket.on('data', (chunk: Buffer) => {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > limit) socket.destroy();
    for (const line of lines) {
      try {
        take(JSON.parse(line));
      } catch {
        socket.destroy();
        return;
      }
    }
  });
};
