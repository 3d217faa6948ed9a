/** How well a query fits a text: higher is better; `at` are the letters that were matched. */
export interface Match {
  readonly score: number;
  readonly at: readonly number[];
}

const isStart = (text: string, at: number): boolean => {
  if (at === 0) return true;
  const before = text[at - 1] ?? '';
  return !/[\p{L}\p{N}]/u.test(before);
};

/** One word of the query: as a whole where it can, else its letters in order. null: it does not fit. */
const matchWord = (word: string, text: string): Match | null => {
  let whole = text.indexOf(word);
  // The best place for a whole word is the start of one.
  for (let at = whole; at !== -1; at = text.indexOf(word, at + 1))
    if (isStart(text, at)) {
      whole = at;
      break;
    }
  if (whole !== -1) {
    const score = word.length * 10 + (isStart(text, whole) ? 30 : 8) - whole * 0.1;
    return { score, at: Array.from({ length: word.length }, (_, offset) => whole + offset) };
  }
  const at: number[] = [];
  let score = 0;
  let from = 0;
  for (const letter of word) {
    const found = text.indexOf(letter, from);
    if (found === -1) return null;
    const gap = at.length === 0 ? 0 : found - from;
    score += isStart(text, found) ? 6 : gap === 0 ? 4 : 1;
    score -= gap * 0.3;
    at.push(found);
    from = found + 1;
  }
  return { score, at };
};

/** Every word of the query has to fit, in any order. An empty query fits everything equally. */
export const match = (query: string, text: string): Match | null => {
  const lower = text.toLowerCase();
  let score = 0;
  const at = new Set<number>();
  for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    const one = matchWord(word, lower);
    if (one === null) return null;
    score += one.score;
    for (const place of one.at) at.add(place);
  }
  return { score: score - text.length * 0.02, at: [...at].sort((a, b) => a - b) };
};

/** The best `limit` of them, best first; equals stay in the order they came. */
export const rank = <T>(
  query: string,
  things: readonly T[],
  textOf: (thing: T) => string,
  limit: number,
): readonly { readonly thing: T; readonly at: readonly number[] }[] => {
  if (query.trim() === '') return things.slice(0, limit).map((thing) => ({ thing, at: [] }));
  return things
    .flatMap((thing) => {
      const found = match(query, textOf(thing));
      return found === null ? [] : [{ thing, at: found.at, score: found.score }];
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, limit);
};

/** The text cut where matched letters begin and end. */
export const cut = (
  text: string,
  at: readonly number[],
): readonly { readonly text: string; readonly hit: boolean; readonly from: number }[] => {
  const hits = new Set(at);
  const pieces: { text: string; hit: boolean; from: number }[] = [];
  for (let from = 0; from < text.length;) {
    const hit = hits.has(from);
    let end = from + 1;
    while (end < text.length && hits.has(end) === hit) end += 1;
    pieces.push({ text: text.slice(from, end), hit, from });
    from = end;
  }
  return pieces;
};
