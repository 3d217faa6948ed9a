// Whoever writes a commit or a note does not write to a terminal: no sign of theirs may move its cursor, name its window or turn a line.
// The colours that picocolors knows may stay.
const kept = '\\u001b\\[(?:1|2|22|3[0-79]|9[0-7])m';
const moving = new RegExp(
  `(${kept})|[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]`,
  'g',
);

/** A text of any number of lines as a terminal may have it. */
export const terminalText = (text: string): string => text.replaceAll(moving, '$1');
