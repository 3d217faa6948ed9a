import { useState, type ReactNode } from 'react';
import type { Failure, Result } from '../../contract/failure';
import { FailureNote } from '../ui/failure-note';

type Asked =
  | { readonly state: 'idle' | 'pending' | 'unanswered' }
  | { readonly state: 'failed'; readonly failure: Failure };

interface Ask {
  /** Runs it unless the last one is still running; a failure is shown by `problem`. */
  readonly ask: (what: () => Promise<Result<unknown> | void>) => void;
  readonly pending: boolean;
  readonly problem: ReactNode;
}

/** A question to the engine or the host from a settings section: pending and failure stand beside its button. */
export const useAsk = (): Ask => {
  const [asked, setAsked] = useState<Asked>({ state: 'idle' });
  const run = async (what: () => Promise<Result<unknown> | void>): Promise<void> => {
    setAsked({ state: 'pending' });
    try {
      const result = await what();
      setAsked(result?.ok === false ? { state: 'failed', failure: result.failure } : { state: 'idle' });
    } catch {
      setAsked({ state: 'unanswered' });
    }
  };
  const pending = asked.state === 'pending';
  return {
    ask: (what) => {
      if (!pending) void run(what);
    },
    pending,
    problem:
      asked.state === 'failed' ? (
        <FailureNote failure={asked.failure} />
      ) : asked.state === 'unanswered' ? (
        <p role="alert">Humdrum’s engine did not answer. Nothing was changed; try again in a moment.</p>
      ) : null,
  };
};
