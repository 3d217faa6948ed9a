/** How many, in words: `1 change`, `1,234 changes`, `4 entries`. */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;
