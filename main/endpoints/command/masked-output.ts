import type { CommandEvent } from '../../processes/run-command';
import type { PreparedCommand } from './prepare-command';

type From = Extract<CommandEvent, { type: 'output' }>['from'];

// What is masked may be longer than what it hides; a piece of a log is 64 KB at most, and a character 3 bytes.
const pieceCharacters = 16_000;
/** A line longer than this is let go; a secret of this length would be hidden still. */
const tailCharacters = 8000;

const pieces = (text: string): readonly string[] =>
  [...Array(Math.ceil(text.length / pieceCharacters)).keys()].map((at) =>
    text.slice(at * pieceCharacters, (at + 1) * pieceCharacters),
  );

/**
 * Takes secrets out of output while it comes. A secret may come in two pieces, so a line is kept back until it is whole; where there
 * is nothing to hide, nothing is kept back.
 */
export const createMaskedOutput = ({ mask, open }: Pick<PreparedCommand, 'mask' | 'open'>) => {
  const waiting = new Map<From, string>();
  return {
    /** What may be shown now. */
    take: (from: From, text: string): readonly string[] => {
      if (open) return [text];
      const all = (waiting.get(from) ?? '') + text;
      const whole = all.lastIndexOf('\n') + 1;
      if (all.length - whole <= 2 * tailCharacters) {
        waiting.set(from, all.slice(whole));
        return pieces(mask(all.slice(0, whole)));
      }
      // Masked before it is cut, so that no secret is cut in two.
      const masked = mask(all);
      waiting.set(from, masked.slice(-tailCharacters));
      return pieces(masked.slice(0, -tailCharacters));
    },
    /** What was kept back. */
    rest: (): readonly string[] => {
      const kept = [...waiting.values()].flatMap((text) => pieces(mask(text)));
      waiting.clear();
      return kept;
    },
  };
};
