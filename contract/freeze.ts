import type { Iso } from './commit';
import { dayMs, hourMs, minuteMs } from './span';
import type { FreezeWindow, Weekday } from './workspace';

const weekdays: Readonly<Record<string, Weekday>> = {
  Mon: 'mon', Tue: 'tue', Wed: 'wed', Thu: 'thu', Fri: 'fri', Sat: 'sat', Sun: 'sun',
}; // oxfmt-ignore

const formats = new Map<string, Intl.DateTimeFormat>();
const formatIn = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'short',
  });
  formats.set(timeZone, made);
  return made;
};

/** The calendar day and weekday at an instant in a time zone; Intl knows daylight saving. */
const dayIn = (timezone: string, now: number): { readonly date: string; readonly weekday: Weekday | undefined } => {
  const parts = formatIn(timezone).formatToParts(now);
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? '';
  return { date: `${part('year')}-${part('month')}-${part('day')}`, weekday: weekdays[part('weekday')] };
};

const covers = (window: FreezeWindow, now: number): boolean => {
  const day = dayIn(window.timezone, now);
  if ('days' in window) return day.weekday !== undefined && window.days.includes(day.weekday);
  return window.from <= day.date && day.date <= window.to;
};

const activeAt = (windows: readonly FreezeWindow[], now: number): FreezeWindow | null =>
  windows.some((window) => window.allow === true && covers(window, now))
    ? null
    : (windows.find((window) => window.allow !== true && covers(window, now)) ?? null);

/** The first window that denies promotions now, unless one that allows them covers now too. Days of a range are both included. */
export const activeFreeze = (windows: readonly FreezeWindow[], now: Iso): FreezeWindow | null =>
  activeAt(windows, Date.parse(now));

/** Hour by hour for three weeks, which is every week's pattern and every overlap of time zones; then day by day for two years. */
const steps = [...Array.from({ length: 504 }, () => hourMs), ...Array.from({ length: 730 }, () => dayMs)];

const searched = (windows: readonly FreezeWindow[], now: number): number | null => {
  let frozen = Math.floor(now / minuteMs) * minuteMs;
  for (const step of steps) {
    let free = frozen + step;
    if (activeAt(windows, free) === null) {
      // Between a frozen instant and a free one: the border, by halves.
      while (free - frozen > minuteMs) {
        const middle = Math.floor((frozen + free) / 2 / minuteMs) * minuteMs;
        if (activeAt(windows, middle) === null) free = middle;
        else frozen = middle;
      }
      return free;
    }
    frozen = free;
  }
  return null;
};

/** What was found holds until then: three hundred components in a frozen stage search once. */
const found = new WeakMap<
  readonly FreezeWindow[],
  { readonly since: number; readonly until: number; readonly end: number | null }
>();

/** When promotions are no longer denied, to the minute; null where that is further off than two years. Asked while they are. */
export const freezeEnds = (windows: readonly FreezeWindow[], now: Iso): Iso | null => {
  const at = Date.parse(now);
  const before = found.get(windows);
  const known = before !== undefined && before.since <= at && at < before.until ? before : null;
  const end = known ? known.end : searched(windows, at);
  if (!known) found.set(windows, { since: at, until: end ?? at + dayMs, end });
  return end === null ? null : new Date(end).toISOString();
};
