import type { Iso } from './commit';
import type { FreezeWindow, Weekday } from './workspace';

const weekdays: Readonly<Record<string, Weekday>> = {
  Mon: 'mon', Tue: 'tue', Wed: 'wed', Thu: 'thu', Fri: 'fri', Sat: 'sat', Sun: 'sun',
}; // prettier-ignore

/** The calendar day and weekday at an instant in a time zone; Intl knows daylight saving. */
const dayIn = (timezone: string, now: Iso): { readonly date: string; readonly weekday: Weekday | undefined } => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'short',
  }).formatToParts(new Date(now));
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? '';
  return { date: `${part('year')}-${part('month')}-${part('day')}`, weekday: weekdays[part('weekday')] };
};

/** The first window that denies promotions now. Days of a range are both included. */
export const activeFreeze = (windows: readonly FreezeWindow[], now: Iso): FreezeWindow | null =>
  windows.find((window) => {
    const day = dayIn(window.timezone, now);
    if ('days' in window) return day.weekday !== undefined && window.days.includes(day.weekday);
    return window.from <= day.date && day.date <= window.to;
  }) ?? null;
