import { CommanderError, Option } from 'commander';
import { whyNotTaken, type TextSchema } from '../../contract/words/given';

/** Reads a text by the schema that the API takes it with; anything else is usage, said before anything is done. */
export const readText =
  (what: string, schema: TextSchema) =>
  (text: string): string => {
    const given = text.trim();
    const why = whyNotTaken(what, schema, given);
    // commander's own words for this would print the text again, however long it is.
    if (why !== null) throw new CommanderError(2, 'humdrum.text', `${why} Nothing was done.`);
    return given;
  };

export const textOption = (flags: string, description: string, what: string, schema: TextSchema): Option =>
  new Option(flags, description).argParser(readText(what, schema));
