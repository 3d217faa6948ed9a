const windowMs = 60_000;
const mostRestarts = 3;

export interface RestartPolicy {
  /** A service ended. How long to wait before it is started again; null: leave it down. */
  next(): { readonly waitMs: number; readonly nth: number } | null;
  /** A new version starts with a clean sheet. */
  forget(): void;
}

/** At most three restarts within a minute, after 0.1, 0.4 and 1.6 s. `now`: milliseconds of a clock that no one sets. */
export const createRestartPolicy = (now: () => number): RestartPolicy => {
  let restarts: number[] = [];
  return {
    next: () => {
      restarts = restarts.filter((at) => now() - at < windowMs);
      if (restarts.length >= mostRestarts) return null;
      restarts.push(now());
      return { waitMs: 100 * 4 ** (restarts.length - 1), nth: restarts.length };
    },
    forget: () => {
      restarts = [];
    },
  };
};
