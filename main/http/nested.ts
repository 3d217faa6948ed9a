const within = (value: unknown): readonly unknown[] =>
  typeof value === 'object' && value !== null ? Object.values(value) : [];

/** Is JSON nested deeper than this? V8 parses any depth, and what walks it afterwards, `JSON.stringify` too, would run out of stack. */
export const isDeeperThan = (json: unknown, most: number): boolean => {
  let level = within(json);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= most) return true;
    level = level.flatMap(within);
  }
  return false;
};
