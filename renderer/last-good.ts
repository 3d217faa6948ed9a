import { useState } from 'react';
import type { Result } from '../contract/failure';
import { useSnapshot } from './store';

interface Asked<T> {
  readonly data: Result<T> | undefined;
  readonly isFetching: boolean;
  readonly isError: boolean;
}

interface Good<T> {
  readonly ok: true;
  readonly value: T;
}

interface Held<T> {
  readonly workspace: string;
  readonly input: string;
  readonly answer: Good<T>;
}

/**
 * The answer of a query, or its last good one while another is on its way or fails: what somebody writes under it stays. Null where
 * there is none. @param input what was asked, where that changes: an answer to another question is not held
 */
export const useLastGood = <T>({ data, isFetching, isError }: Asked<T>, input = ''): Good<T> | null => {
  const workspace = useSnapshot((snapshot) => snapshot.workspace.id);
  const [held, setHeld] = useState<Held<T> | null>(null);
  // A workspace that can't be read has no id: it is still the one that was.
  const same = held?.input === input && (workspace === '' || held.workspace === workspace);
  // Until it is asked anew, what is kept may be of another question, or of an engine before this one: revisions begin again with each.
  const settled = !isFetching && !isError;
  if (data?.ok === true && (settled || !same)) {
    if (settled && workspace !== '' && (!same || held.answer !== data)) setHeld({ workspace, input, answer: data });
    return data;
  }
  return same ? held.answer : null;
};
