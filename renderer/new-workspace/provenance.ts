import type { ProposedLine } from '../../contract/new-workspace';

export interface Line {
  readonly number: number;
  readonly from: string | null;
}

/**
 * Where each line of a text is from: what was proposed, as far as it still stands there in its order; `you` for what somebody has
 * written since, null for the form of the file.
 */
export const provenanceOf = (text: string, proposed: readonly ProposedLine[]): readonly Line[] => {
  let at = 0;
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line, before) => {
      const number = before + 1;
      const found = proposed.findIndex((one, index) => index >= at && one.text === line);
      if (found === -1) return { number, from: line.trim() === '' ? null : 'you' };
      at = found + 1;
      return { number, from: proposed[found]?.from ?? null };
    });
};

export const textOf = (lines: readonly ProposedLine[]): string => lines.map(({ text }) => `${text}\n`).join('');
