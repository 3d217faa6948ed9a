/** Levenshtein distance where swapping two neighbours counts once: `countdonw` is one slip away from `countdown`. */
const distance = (a: string, b: string): number => {
  let before: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = above;
    above = row;
  }
  return above[b.length] ?? 0;
};

/** The known name closest to what was written; null where none is close enough to be meant. */
export const nearest = (written: string, known: readonly string[]): string | null => {
  const word = written.slice(0, 60).toLowerCase();
  const ranked = known
    .map((name) => ({ name, far: distance(word, name.toLowerCase()) }))
    .sort((a, b) => a.far - b.far || a.name.localeCompare(b.name));
  const best = ranked[0];
  return best && best.far <= Math.max(2, Math.floor(Math.max(word.length, best.name.length) / 2)) ? best.name : null;
};
