import { onAbort } from './on-abort';

/** Lets at most so many works run at once; the others wait in line. */
export type Limit = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T | 'cancelled'>;

/** `cancelled` is answered by a work whose signal was aborted while it waited in line. */
export const createLimit = (most: number): Limit => {
  const waiting: (() => void)[] = [];
  let running = 0;

  const enter = (signal: AbortSignal): Promise<boolean> => {
    if (signal.aborted) return Promise.resolve(false);
    if (running < most) {
      running += 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      let undo = (): void => undefined;
      const start = (): void => {
        undo();
        resolve(true);
      };
      waiting.push(start);
      undo = onAbort(signal, () => {
        waiting.splice(waiting.indexOf(start), 1);
        resolve(false);
      });
    });
  };

  // The place goes straight to the next in line, so `running` stays as it is.
  const exit = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };

  return async (signal, work) => {
    if (!(await enter(signal))) return 'cancelled';
    try {
      return await work();
    } finally {
      exit();
    }
  };
};
