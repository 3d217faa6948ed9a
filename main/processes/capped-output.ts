import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

// Each byte that is no UTF-8 becomes three, so 16 KB read are at most 48 KB of text.
const pieceBytes = 16 * 1024;

/**
 * Reads streams as text in pieces of less than 64 KB until `limit` bytes have come, all streams together; what follows is
 * read and dropped, after one notice, so that the writer never blocks.
 */
export const createCappedOutput = (
  limit: number,
  say: (from: 'stdout' | 'stderr' | 'notice', text: string) => void,
) => {
  let bytes = 0;
  let over = false;
  return (stream: Readable, from: 'stdout' | 'stderr'): void => {
    const decoder = new StringDecoder('utf8');
    stream.on('data', (chunk: Buffer) => {
      const kept = chunk.subarray(0, Math.max(0, limit - bytes));
      bytes += chunk.length;
      for (let at = 0; at < kept.length; at += pieceBytes) {
        const text = decoder.write(kept.subarray(at, at + pieceBytes));
        if (text !== '') say(from, text);
      }
      if (bytes <= limit || over) return;
      over = true;
      say('notice', `\n[more than ${limit} bytes of output: the rest is dropped]\n`);
    });
    stream.on('error', () => {}); // The other side is gone; its exit tells how.
  };
};
