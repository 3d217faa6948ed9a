/** What one side pushes and the other iterates, once, in order. Bounded by whoever pushes. */
export interface EventQueue<T> {
  push(event: T): void;
  /** Nothing comes after what was pushed so far. */
  end(): void;
  read(): AsyncGenerator<T, void, undefined>;
}

export const createQueue = <T>(): EventQueue<T> => {
  const events: T[] = [];
  let ended = false;
  let wake: (() => void) | null = null;
  async function* read(): AsyncGenerator<T, void, undefined> {
    for (;;) {
      yield* events.splice(0);
      if (events.length > 0) continue;
      if (ended) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return {
    push: (event) => {
      if (ended) return;
      events.push(event);
      wake?.();
    },
    end: () => {
      ended = true;
      wake?.();
    },
    read,
  };
};
