import { nothingWrong, together, type Judgement } from './rig-judge';
import type { Life } from './rig-processes';

/** One line of the table: a kind of fault, how often it happened, and what was wrong afterwards. */
export interface Tally {
  readonly part: string;
  /** Lives of operators, each a process. */
  readonly runs: number;
  readonly promotions: number;
  readonly kills: number;
  /** Disturbances other than kills that really happened. */
  readonly faults: number;
  readonly cuts: number;
  readonly judgement: Judgement;
  /** From the start of a process to where what is unfinished is shown, and to its verdict or *unknown*. */
  readonly slowestShownMs: number;
  readonly slowestRecoveryMs: number;
  /** Why the part is not possible on this machine. */
  readonly notPossible: string | null;
}

export const emptyTally = (part: string): Tally => ({
  part, runs: 0, promotions: 0, kills: 0, faults: 0, cuts: 0, judgement: nothingWrong, slowestShownMs: 0,
  slowestRecoveryMs: 0, notPossible: null,
}); // oxfmt-ignore

export const sum = (part: string, all: readonly Tally[]): Tally => {
  const total = (of: (tally: Tally) => number): number => all.reduce((n, one) => n + of(one), 0);
  return {
    part,
    runs: total((one) => one.runs),
    promotions: total((one) => one.promotions),
    kills: total((one) => one.kills),
    faults: total((one) => one.faults),
    cuts: total((one) => one.cuts),
    judgement: together(all.map((one) => one.judgement)),
    slowestShownMs: Math.max(0, ...all.map((one) => one.slowestShownMs)),
    slowestRecoveryMs: Math.max(0, ...all.map((one) => one.slowestRecoveryMs)),
    notPossible: all.find((one) => one.notPossible !== null)?.notPossible ?? null,
  };
};

/** Counts the lives of one world. Only lives that found something unfinished have recovered. */
export const tallyOf = (part: string, lives: readonly Life[], more: Partial<Tally>): Tally => {
  const said = lives.flatMap((life) => life.said);
  const recovered = said.flatMap((s) => (s.say === 'recovered' && s.found > 0 ? [s] : []));
  return {
    ...emptyTally(part),
    runs: lives.length,
    promotions: said.filter((s) => s.say === 'asked').length,
    kills: lives.filter((life) => life.killed && !life.late).length,
    slowestShownMs: Math.max(0, ...recovered.map((s) => s.shownMs)),
    slowestRecoveryMs: Math.max(0, ...recovered.map((s) => s.ms)),
    ...more,
  };
};

/** The three that must be zero, and what never came to an end. */
export const isClean = ({ judgement }: Tally): boolean =>
  judgement.lost.length + judgement.doubled.length + judgement.falseVerdicts.length + judgement.unfinished.length === 0;

/** Does `count` pieces of work, `workers` at once, each with its number. */
export const inParallel = async <T>(
  count: number,
  workers: number,
  work: (n: number) => Promise<T>,
): Promise<readonly T[]> => {
  const done: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) done.push(await work(next++));
  };
  await Promise.all(Array.from({ length: Math.min(workers, count) }, worker));
  return done;
};
