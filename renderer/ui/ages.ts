import type { Iso } from '../../contract/commit';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A span in the shortest words: `6 s`, `4 min`, `9 h`, `2 d`, `5 wk`, `3 y`. Never rounds up: it is at least that old. */
export const spanText = (ms: number): string => {
  const span = Math.max(0, ms);
  if (span < minute) return `${Math.floor(span / 1000)} s`;
  if (span < hour) return `${Math.floor(span / minute)} min`;
  if (span < 2 * day) return `${Math.floor(span / hour)} h`;
  if (span < 60 * day) return `${Math.floor(span / day)} d`;
  if (span < 730 * day) return `${Math.floor(span / (7 * day))} wk`;
  return `${Math.floor(span / (365 * day))} y`;
};

/** `never` for a reading that was never taken, `?` for a time that can't be read. */
export const ageText = (at: Iso | null, nowMs: number): string => {
  if (at === null) return 'never';
  const then = Date.parse(at);
  return Number.isNaN(then) ? '?' : spanText(nowMs - then);
};

const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });
/** The exact time, in the words of the person's own time zone. */
export const exactText = (at: Iso): string => {
  const then = Date.parse(at);
  return Number.isNaN(then) ? at : exact.format(then);
};
