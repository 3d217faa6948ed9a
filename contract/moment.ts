import type { Iso } from './commit';

const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});

/** An instant as a person on this machine reads it: `23 Nov, 04:17 UTC`. What is no instant is said as it came. */
export const momentOf = (at: Iso): string => (Number.isNaN(Date.parse(at)) ? at : format.format(new Date(at)));

const dated = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});

/** The same for what is read years later: `23 November 2026 at 04:17 UTC`. */
export const datedMomentOf = (at: Iso): string => (Number.isNaN(Date.parse(at)) ? at : dated.format(new Date(at)));
