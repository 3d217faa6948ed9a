import { isClean, sum, type Tally } from './rig-tally';

// oxfmt-ignore
const columns: readonly (readonly [string, (tally: Tally) => string])[] = [
  ['part', ({ part }) => part],
  ['runs', ({ runs }) => String(runs)],
  ['promotions', ({ promotions }) => String(promotions)],
  ['kills', ({ kills }) => String(kills)],
  ['faults', ({ faults }) => String(faults)],
  ['cuts', ({ cuts }) => String(cuts)],
  ['lost', ({ judgement }) => String(judgement.lost.length)],
  ['doubled', ({ judgement }) => String(judgement.doubled.length)],
  ['false', ({ judgement }) => String(judgement.falseVerdicts.length)],
  ['unfinished', ({ judgement }) => String(judgement.unfinished.length)],
  ['shown', ({ slowestShownMs }) => `${(slowestShownMs / 1000).toFixed(1)} s`],
  ['recovered', ({ slowestRecoveryMs }) => `${(slowestRecoveryMs / 1000).toFixed(1)} s`],
];

const rowOf = (tally: Tally): readonly string[] =>
  tally.notPossible === null
    ? columns.map(([, cell]) => cell(tally))
    : [tally.part, `not possible here: ${tally.notPossible}`];

/** One part in a line, for who waits: an hour's work must not be lost with the table. */
export const lineOf = (tally: Tally): string =>
  tally.notPossible === null
    ? [tally.part, ...columns.slice(1).map(([name, cell]) => `${name} ${cell(tally)}`)].join(', ')
    : rowOf(tally).join(': ');

/** What happened, a line a part; below it what was wrong, a line each. */
export const tableOf = (tallies: readonly Tally[]): string => {
  const total = sum('all', tallies);
  const rows = [columns.map(([name]) => name), ...[...tallies, { ...total, notPossible: null }].map(rowOf)];
  const widths = columns.map((_column, at) =>
    Math.max(...rows.filter((row) => row.length > 2).map((row) => row[at]?.length ?? 0)),
  );
  const lines = rows.map(
    (row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(row.length > 2 ? (widths[at] ?? 0) : 0))).join('  '), // oxfmt-ignore
  );
  return [...lines, ...complaintsOf(tallies)].join('\n');
};

/** What the three counts, and what never ended, are about. */
export const complaintsOf = (tallies: readonly Tally[]): readonly string[] =>
  tallies.flatMap(({ part, judgement: { lost, doubled, falseVerdicts, unfinished } }) => [
    ...lost.map((one) => `${part}: lost: ${one}`),
    ...doubled.map((one) => `${part}: doubled: ${one}`),
    ...falseVerdicts.map((one) => `${part}: false: ${one}`),
    ...unfinished.map((one) => `${part}: unfinished: ${one}`),
  ]);

export const allClean = (tallies: readonly Tally[]): boolean => tallies.every(isClean);
