import { Composer, Lexer, Parser, type Document } from 'yaml';

/** YAML that is nested deeper than anybody writes by hand. */
export class TooDeep extends Error {}

/**
 * The documents of a YAML text, every scalar as text. Its composer recurses, and a 2 KB text of brackets ends the process inside it:
 * nesting is measured on the token parser, which does not recurse, before the composer sees anything. Throws TooDeep.
 */
export const composeYaml = (text: string, deepest: number): readonly Document.Parsed[] => {
  const parser = new Parser();
  const tokens = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > deepest) throw new TooDeep();
  }
  for (const token of parser.end()) tokens.push(token);
  // Looking for doubled keys takes the square of their number.
  const composer = new Composer({ schema: 'failsafe', logLevel: 'silent', uniqueKeys: false });
  return [...composer.compose(tokens, true)];
};
