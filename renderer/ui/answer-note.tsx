import type { Failure } from '../../contract/failure';
import { Aside } from './aside';
import { FailureNote } from './failure-note';

/** What a query for something the engine reads has come to. */
export interface Asked {
  readonly isError: boolean;
  readonly isPending: boolean;
  readonly data?: { readonly ok: true } | { readonly ok: false; readonly failure: Failure } | undefined;
}

interface AnswerNoteProps {
  readonly of: Asked;
  /** What is being read, while it is; null: that is not said. */
  readonly reading: string | null;
}

/** Stands where an answer is not there, or above the last good one: why not, or that it is on its way. */
export const AnswerNote = ({ of, reading }: AnswerNoteProps) => (
  <>
    {of.isError ? <p role="alert">The engine did not answer. It is asked again in a moment.</p> : null}
    {of.data?.ok === false ? <FailureNote failure={of.data.failure} /> : null}
    {of.isPending && reading !== null ? <Aside>{reading}</Aside> : null}
  </>
);
