import { onAbort } from './on-abort';

interface Gathering<Q, A> {
  readonly questions: Set<Q>;
  readonly stop: AbortController;
  readonly answer: Promise<A>;
  asking: number;
}

/** Asks all questions as one. `questions` is called at the moment it starts: until then more may join. */
export type Ask<K, Q, A> = (key: K, questions: () => readonly Q[], signal: AbortSignal) => Promise<A>;

/**
 * Questions about one thing that come before the first of them could be asked are asked as one; a question never joins one that has
 * started, so an answer is never older than its question. The asking is aborted when nobody waits for it any more.
 */
export const createGathered = <K, Q, A>(ask: Ask<K, Q, A>) => {
  const open = new Map<K, Gathering<Q, A>>();

  const begin = (key: K): Gathering<Q, A> => {
    const questions = new Set<Q>();
    const stop = new AbortController();
    const close = (): readonly Q[] => {
      if (open.get(key) === gathering) open.delete(key);
      return [...questions];
    };
    const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(() => ask(key, close, stop.signal));
    const gathering: Gathering<Q, A> = { questions, stop, answer, asking: 0 };
    // One that never starts, because it was aborted in line, must not be joined either.
    void answer.then(close, close);
    open.set(key, gathering);
    return gathering;
  };

  return async (key: K, questions: readonly Q[], signal: AbortSignal): Promise<A> => {
    const known = open.get(key);
    const gathering = known && !known.stop.signal.aborted ? known : begin(key);
    for (const question of questions) gathering.questions.add(question);
    gathering.asking += 1;
    const leave = (): void => {
      gathering.asking -= 1;
      if (gathering.asking === 0) gathering.stop.abort();
    };
    const undo = onAbort(signal, leave);
    if (signal.aborted) leave();
    try {
      return await gathering.answer;
    } finally {
      undo();
    }
  };
};
