import type { KeepNotesInput, SignOffInput } from '../../../contract/release-page';
import { done, failed, type Result } from '../../../contract/failure';
import { mostNotes } from '../../../contract/release-notes';
import type { Session } from '../session';
import { saidSince } from '../on-record/said-since';
import { write } from '../on-record/write';
import { findRelease, stagesAfter } from './read-releases';
import { knownBox } from '../record/sign-offs';

// What people say of a release stands on the ledger of the environment it was cut from.

/** Keeps the notes as somebody edited them; empty ones: the draft again. The same notes again change nothing. */
export const keepNotes = async (session: Session, { release, notes, seen }: KeepNotesInput): Promise<Result<null>> => {
  const found = findRelease(session, release);
  if (!found.ok) return found;
  if (notes.length > mostNotes)
    return failed({ kind: 'too-long', what: 'The release notes', length: notes.length, most: mostNotes });
  const { id, environment } = found.value;
  const kept = notes.trim() === '' ? '' : notes;
  return write(session, environment, (record) => {
    const stands = record.notes.get(id);
    if ((stands?.reason ?? '') === kept) return done([]);
    const since = saidSince('The release notes', stands, seen);
    return since
      ? failed(since)
      : done([{ environment, component: '', kind: 'release-notes', release: id, notes: kept }]);
  });
};

/** Signs a box of a release off, for every stage that asks for it. Whoever signs first has signed. */
export const signOff = async (session: Session, { release, box, note }: SignOffInput): Promise<Result<null>> => {
  const found = findRelease(session, release);
  if (!found.ok) return found;
  const known = knownBox(stagesAfter(session, found.value), box);
  if (!known.ok) return known;
  const { id, environment } = found.value;
  return write(session, environment, (record) =>
    done(
      record.signOffs.get(id)?.has(box)
        ? []
        : [{ environment, component: '', kind: 'signed-off', release: id, box, note: note.trim() }],
    ),
  );
};
