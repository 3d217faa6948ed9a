import { pointAt, pointerSteps } from '../../http/pointer';
import type { Found } from './place';

const token = /\s*("(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+)/gy;

interface Level {
  readonly list: boolean;
  key: string | null;
  index: number;
}

/** Start and end of every value at `steps` in a correct JSON text; more than one where a key is doubled. */
const rangesOf = (text: string, steps: readonly string[]): readonly (readonly [number, number])[] => {
  const ranges: (readonly [number, number])[] = [];
  const levels: Level[] = [];
  const isHere = (): boolean =>
    levels.length === steps.length &&
    levels.every((level, i) => (level.list ? String(level.index) : level.key) === steps[i]);
  let expectsKey = false;
  for (const match of text.matchAll(token)) {
    const [whole, lexeme = ''] = match;
    const end = match.index + whole.length;
    const level = levels.at(-1);
    if (lexeme === '{' || lexeme === '[') {
      levels.push({ list: lexeme === '[', key: null, index: 0 });
      expectsKey = lexeme === '{';
    } else if (lexeme === '}' || lexeme === ']') levels.pop();
    else if (lexeme === ',' && level) {
      level.index += 1;
      expectsKey = !level.list;
    } else if (lexeme === ':') expectsKey = false;
    else if (expectsKey && level) level.key = String(JSON.parse(lexeme));
    else if (isHere()) ranges.push([end - lexeme.length, end]);
  }
  return ranges;
};

/** Where a JSON pointer leads in a JSON text. */
export const placeInJson = (text: string, pointer: string): Found => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { expected: `correct JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const says = pointAt(json, pointer);
  if (typeof says !== 'string') return { expected: `a text at ${pointer}` };
  const [range, second] = rangesOf(text, pointerSteps(pointer));
  if (!range || second) return { expected: `${pointer} once, not ${range ? 'twice' : 'hidden'}` };
  return { start: range[0], end: range[1], says, write: (value) => JSON.stringify(value) };
};
