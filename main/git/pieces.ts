import { StringDecoder } from 'node:string_decoder';

const largest = 60_000;
const mostWaiting = 256;

/**
 * Output as it comes, turned into text of at most 60,000 characters a piece. Where nobody reads, the newest wait and the middle is
 * left out: two gigabytes of a hook's output must not fill the memory.
 */
export const createPieces = () => {
  const decoder = new StringDecoder('utf8');
  let waiting: string[] = [];
  let left = 0;
  let ended = false;
  let wake = (): void => undefined;

  const push = (piece: Buffer): void => {
    if (waiting.length >= mostWaiting) left += piece.length;
    else waiting.push(decoder.write(piece));
    wake();
  };

  const end = (): void => {
    if (left > 0) waiting.push(`\n… ${left} bytes left out\n`);
    waiting.push(decoder.end());
    ended = true;
    wake();
  };

  const all = async function* (): AsyncGenerator<string> {
    for (;;) {
      const text = waiting.join('');
      waiting = [];
      for (let at = 0; at < text.length; at += largest) yield text.slice(at, at + largest);
      if (waiting.length > 0) continue;
      if (ended) return;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };

  return { push, end, all };
};
