/** The last of a list that fits. `Array.prototype.findLast` is not in the ES2022 library that Node 18's typings stand for. */
export const latest = <T>(list: readonly T[], fits: (item: T) => boolean): T | null => {
  for (let i = list.length - 1; i >= 0; i -= 1) {
    const item = list[i] as T; // as: i is within the list
    if (fits(item)) return item;
  }
  return null;
};
