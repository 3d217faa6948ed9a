import type { Row, Spread } from './measure';

const number = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
const spreadText = (one: Spread, unit: string): string =>
  `${number(one.median)} ${unit} (${number(one.least)}–${number(one.most)})`;

const padded = (cells: readonly string[], widths: readonly number[]): string =>
  cells
    .map((cell, at) => cell.padEnd(widths[at] ?? 0))
    .join('  ')
    .trimEnd();

/** A line a goal, notes below: medians, and from the least to the most in brackets. */
export const tableOf = (rows: readonly Row[]): string => {
  const cells = rows.map((row) => [
    row.goal,
    spreadText(row.ours, row.unit),
    spreadText(row.yardstick, row.unit),
    number(row.ratio),
    row.target,
    row.met ? 'met' : 'MISSED',
    String(row.runs),
  ]);
  const all = [['goal', 'Humdrum', 'yardstick', 'ratio', 'target', '', 'runs'], ...cells];
  const widths = (all[0] ?? []).map((_, at) => Math.max(...all.map((line) => (line[at] ?? '').length)));
  const notes = rows.flatMap(({ goal, note }) => (note === '' ? [] : [`${goal}: ${note}`]));
  return [...all.map((line) => padded(line, widths)), ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
};
