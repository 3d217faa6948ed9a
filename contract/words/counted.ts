/** A number as a person reads it, on screen and in names alike: `4`, `1,234`. */
export const grouped = (n: number): string => n.toLocaleString('en-GB');

/** How many, in words: `1 change`, `1,234 changes`, `4 entries`. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${grouped(n)} ${n === 1 ? one : many}`;

/** `3 changes`, and where git could not count them, that. */
export const changesText = (n: number | null): string =>
  n === null ? 'changes that can’t be counted' : counted(n, 'change');
