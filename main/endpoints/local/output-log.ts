import { closeSync, openSync } from 'node:fs';
import { appendFile, open, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

// What a service prints, one file a release, beside its tree. The service holds the file open for appending itself, so that it outlives
// the supervisor; the file can therefore be cut at any time, and the next line lands at its new end.

const mostBytes = 2 * 1024 * 1024;
const keptBytes = 512 * 1024;
const pieceBytes = 16 * 1024;
/** Of the output while starting, streamed to whoever deploys. */
const streamedBytes = 256 * 1024;

export const logFile = (folder: string): string => join(folder, 'output.log');

/** Runs `use` with a descriptor for a child's stdout and stderr. */
export const withLog = <T>(folder: string, use: (descriptor: number) => T): T => {
  const descriptor = openSync(logFile(folder), 'a', 0o600);
  try {
    return use(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

const readFrom = async (file: string, from: number, most: number): Promise<Buffer> => {
  const handle = await open(file, 'r').catch(() => null);
  if (handle === null) return Buffer.alloc(0);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(most), 0, most, from);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
};

export const logSize = (folder: string): Promise<number> =>
  stat(logFile(folder)).then(
    (found) => found.size,
    () => 0,
  );

/** The last 20 KB since `from`. */
export const logTail = async (folder: string, from: number): Promise<string> => {
  const start = Math.max(from, (await logSize(folder)) - 20_000);
  return (await readFrom(logFile(folder), start, 20_000)).toString('utf8');
};

/** Says what was written since the last call, in pieces of at most 48 KB, up to 256 KB in all. */
export const followLog = (folder: string, from: number, say: (text: string) => void): (() => Promise<void>) => {
  const decoder = new StringDecoder('utf8');
  let at = from;
  let over = false;
  return async () => {
    for (;;) {
      const piece = await readFrom(logFile(folder), at, pieceBytes);
      if (piece.length === 0 || over) return;
      at += piece.length;
      const text = decoder.write(piece);
      if (text !== '') say(text);
      over = at - from >= streamedBytes;
      if (over) say(`\n[more than ${streamedBytes} bytes of output: the rest is in ${logFile(folder)}]\n`);
    }
  };
};

/** Cuts the file down to its last 512 KB once it has 2 MB. */
export const capLog = async (folder: string): Promise<void> => {
  const size = await logSize(folder);
  if (size <= mostBytes) return;
  const kept = await readFrom(logFile(folder), size - keptBytes, keptBytes);
  await truncate(logFile(folder), 0);
  await appendFile(
    logFile(folder),
    Buffer.concat([Buffer.from(`[cut: only the last ${keptBytes} bytes are kept]\n`), kept]),
  );
};
