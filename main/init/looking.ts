import { relative } from 'node:path';
import type { Secrets } from '../release/record-ports';
import { parseInChild, type ParserProcess } from '../workspace/parse-child';

/** A folder that is looked at. Nothing leads out of it. */
export interface Place {
  /** Absolute real path. */
  readonly root: string;
  /** The folder of the workspace file, absolute and real. */
  readonly base: string;
}

/** What looking at things takes. */
export interface Looking {
  /** A YAML text's value; null where it has none, or more were read than a proposal reads. */
  readonly yaml: (text: string) => Promise<{ readonly value: unknown } | { readonly why: string }>;
  readonly secrets: Secrets;
  readonly signal: AbortSignal;
}

/** Each takes a process of its own, a quarter of a second. */
const mostTexts = 200;

export const createLooking = (parser: ParserProcess, secrets: Secrets, signal: AbortSignal): Looking => {
  let texts = 0;
  return {
    secrets,
    signal,
    yaml: async (text) => {
      if (++texts > mostTexts) return { why: `${mostTexts} YAML files were read before it` };
      const answer = await parseInChild(text, parser, signal);
      switch (answer.kind) {
        case 'document':
          return { value: answer.value };
        case 'mistakes':
          return { why: `it is no plain YAML: found ${answer.mistakes[0]?.found ?? 'something else'}` };
        case 'cancelled':
          return { why: 'looking was stopped' };
        case 'bomb':
        case 'failed':
          return { why: answer.why };
      }
    },
  };
};

/** A path as it is told, with `/`. */
export const pathFrom = (base: string, path: string): string => {
  const way = relative(base, path).split('\\').join('/');
  return way === '' ? '.' : way;
};

/** A mapping's entries; none for whatever else stands there. */
export const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];

export const keyIn = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>((at, key) => new Map(entriesOf(at)).get(key), value);

export const textIn = (value: unknown, ...keys: readonly string[]): string | null => {
  const found = keyIn(value, ...keys);
  return typeof found === 'string' && found !== '' ? found : null;
};
