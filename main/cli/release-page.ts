import { readFile } from 'node:fs/promises';
import type { Person } from '../../contract/commit';
import { explain } from '../../contract/explain';
import { done } from '../../contract/failure';
import type { SignOffBox } from '../../contract/release';
import { keepNotesInput } from '../../contract/release-page';
import { whyNotTaken } from '../../contract/words/given';
import { signedBeforeText } from '../../contract/words/release-page';
import { keepNotes, signOff } from '../release/releases/annotate';
import { readPage } from '../release/releases/read-page';
import { releaseView, findRelease } from '../release/releases/read-releases';
import { complain, print, printJson, say, withWorkspace, type Common, type ExitCode } from './terminal';

export interface PageOptions extends Common {
  readonly markdown?: boolean;
}

/** The page for a client on stdout, as one HTML file or as Markdown. */
export const pageInTerminal = async (release: string, stage: string, options: PageOptions): Promise<ExitCode> =>
  withWorkspace(options, async ({ session }) => {
    const read = await readPage(session, { release, stage });
    if (!read.ok) return complain(read.failure);
    const { page, html, markdown } = read.value;
    if (options.json) printJson({ format: 1, ...page });
    else print((options.markdown ? markdown : html).trimEnd());
    for (const { component, failure } of page.unread) say(`${component} is not on it: ${explain(failure).what}`);
    return 0;
  });

export interface NotesOptions extends Common {
  readonly edit?: string;
  readonly reset?: boolean;
}

const textOf = async (file: string): Promise<string | null> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    say(
      `${file} can’t be read: ${error instanceof Error ? error.message : String(error)}. The notes are as they were.`,
    );
    return null;
  }
};

/** The notes on stdout, after `--edit` or `--reset` as they are then. */
export const notesInTerminal = async (release: string, stage: string, options: NotesOptions): Promise<ExitCode> => {
  const given = options.edit === undefined ? '' : await textOf(options.edit);
  if (given === null) return 1;
  const why = whyNotTaken('The text of release notes', keepNotesInput.shape.notes, given);
  if (why !== null) {
    say(`${why} The notes are as they were.`);
    return 2;
  }
  return withWorkspace(options, async ({ session }) => {
    const keeps = options.reset === true || options.edit !== undefined;
    const kept = keeps ? await keepNotes(session, { release, notes: given }) : done(null);
    if (!kept.ok) return complain(kept.failure);
    const read = await readPage(session, { release, stage });
    if (!read.ok) return complain(read.failure);
    const { notes, draft, edited: by, unread } = read.value.page;
    if (options.json) printJson({ format: 1, release, stage, notes, draft, edited: by });
    else print(notes.trimEnd());
    for (const { component, failure } of unread) say(`${component} is not in the draft: ${explain(failure).what}`);
    return 0;
  });
};

export interface SignOffOptions extends Common {
  readonly note?: string;
}

/** Is what this person asked for on record? Without a note they asked for no more than to have signed. */
const isSignedBy = (me: Person, note: string, { signed }: SignOffBox): boolean =>
  signed !== null &&
  signed.by.name === me.name &&
  signed.by.email === me.email &&
  (note === '' || signed.reason === note);

export const signOffInTerminal = async (release: string, box: string, options: SignOffOptions): Promise<ExitCode> =>
  withWorkspace(options, async ({ session }) => {
    const signed = await signOff(session, { release, box, note: options.note ?? '' });
    if (!signed.ok) return complain(signed.failure);
    const found = findRelease(session, release);
    if (!found.ok) return complain(found.failure);
    const { name, stages } = await releaseView(session, found.value);
    const boxes = stages.map(({ stage, boxes }) => ({ stage, boxes }));
    if (options.json) printJson({ format: 1, release: found.value.id, name, stages: boxes });
    // Whoever signs first has signed: what is on record may be somebody else’s, or have another note.
    const own = stages.flatMap((at) => at.boxes).find((one) => one.name === box);
    if (!own || !isSignedBy(session.ports.identity.me, options.note ?? '', own)) {
      if (own) say(signedBeforeText(name, own));
      return 1;
    }
    if (!options.json) print(`Signed off: release ${name}, ${box}.`);
    return 0;
  });
