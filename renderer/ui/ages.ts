import type { Iso } from '../../contract/commit';
import { spanText } from '../../contract/span';

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

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
/** `14:35`, in the person's own time zone. */
export const timeText = (at: Iso): string => time.format(Date.parse(at));
