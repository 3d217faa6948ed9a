/** Reads the rest, for nobody. */
const drain = async (events: AsyncIterator<unknown>): Promise<void> => {
  for (;;) if ((await events.next()).done) return;
};

/** What comes, until the end or until `signal`: then the source goes on to its own end, unheard. */
export async function* untilNobodyWaits<T>(
  events: AsyncGenerator<T, void, undefined>,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  let stop = (): void => undefined;
  const stopped = new Promise<'stopped'>((resolve) => {
    stop = () => resolve('stopped');
  });
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    for (;;) {
      const next = await Promise.race([events.next(), stopped]);
      if (next === 'stopped') return void drain(events);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    if (!signal.aborted) await events.return();
  }
}
