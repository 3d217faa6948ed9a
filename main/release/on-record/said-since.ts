import type { Failure } from '../../../contract/failure';
import type { Note } from '../../../contract/note';

/** Why what somebody looked at must not be replaced: others have said something else since. `seen` absent: nobody looked. */
export const saidSince = (
  what: string,
  stands: Note | null | undefined,
  seen: string | null | undefined,
): Failure | null =>
  seen === undefined || (stands?.at ?? null) === seen ? null : { kind: 'said-since', what, by: stands?.by.name ?? '' };
