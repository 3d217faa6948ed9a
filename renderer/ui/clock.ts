import { useSyncExternalStore } from 'react';

// One timer for the whole window: a reading's age is a text, and who shows it renders again only when the text changes.
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const tell of listeners) tell();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
};

/** Derives something from the time of day, again every second. Give a text or a number: equal values do not render. */
export const useTicking = <T extends string | number | boolean | null>(derive: (nowMs: number) => T): T =>
  useSyncExternalStore(subscribe, () => derive(Date.now()));
