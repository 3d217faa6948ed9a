/** A set of commits: bit i is commit i. */
export type Bits = Uint32Array;

export const noBits = (count: number): Bits => new Uint32Array((count + 31) >>> 5);
export const setBit = (bits: Bits, i: number): void => {
  bits[i >>> 5] = (bits[i >>> 5] ?? 0) | (1 << (i & 31));
};
export const hasBit = (bits: Bits, i: number): boolean => (((bits[i >>> 5] ?? 0) >>> (i & 31)) & 1) === 1;

// Loops, not `map` with a function: ten times as fast over a hundred thousand commits, and every count begins here.
const combined = (a: Bits, b: Bits, word: (x: number, y: number) => number): Bits => {
  const all = new Uint32Array(a.length);
  for (let i = 0; i < a.length; i += 1) all[i] = word(a[i] ?? 0, b[i] ?? 0);
  return all;
};

/** What is in `a` and not in `b`. */
export const without = (a: Bits, b: Bits | null): Bits => (b ? combined(a, b, (x, y) => x & ~y) : a.slice());
export const both = (a: Bits, b: Bits): Bits => combined(a, b, (x, y) => x & y);
export const either = (a: Bits, b: Bits): Bits => combined(a, b, (x, y) => x | y);

const ones = (word: number): number => {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
};

export const countBits = (bits: Bits): number => bits.reduce((sum, word) => sum + ones(word), 0);

export const eachBit = (bits: Bits, visit: (i: number) => void): void => {
  for (let w = 0; w < bits.length; w += 1) {
    for (let word = bits[w] ?? 0; word !== 0; word &= word - 1) visit(w * 32 + 31 - Math.clz32(word & -word));
  }
};
