const times = Number(process.env['HUMDRUM_RUNS'] ?? '1');
if (!(times > 0)) throw new Error('HUMDRUM_RUNS is how many times the short count, a number above 0');

/** How often a fuzzer tries: `short` times, or `HUMDRUM_RUNS` times as often (10 is the long version). */
export const runs = (short: number): number => Math.ceil(short * times);

/** How long a fuzzer may take, from a bound for its short version, in milliseconds. */
export const patience = (shortMs: number): number => shortMs * Math.max(1, times);

/** One line for whoever reads the run's output. */
export const figures = (what: string, counts: Readonly<Record<string, number>>): void => {
  const parts = Object.entries(counts).map(([name, count]) => `${count.toLocaleString('en')} ${name}`);
  process.stdout.write(`figures: ${what}: ${parts.join(', ')}\n`);
};
