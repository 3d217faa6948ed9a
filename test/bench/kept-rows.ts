import { appendFileSync, readFileSync } from 'node:fs';
import type { Row } from './measure';

// Rows come from several processes: the engine's program, and the tests that open windows, which may be another user's.

const file = (): string => {
  const path = process.env['HUMDRUM_BENCH_ROWS'];
  if (path === undefined) throw new Error('rows are kept by `npm run bench` only');
  return path;
};

/** How often each side of a row is to be run. */
export const askedRuns = (): number => Number(process.env['HUMDRUM_BENCH_RUNS'] ?? '3');

/** Puts a row into the table that `npm run bench` prints at its end. */
export const keepRow = (row: Row): void => appendFileSync(file(), `${JSON.stringify(row)}\n`);

/** In the order they were kept. */
export const keptRows = (): readonly Row[] =>
  readFileSync(file(), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Row => JSON.parse(line)); // written by keepRow
