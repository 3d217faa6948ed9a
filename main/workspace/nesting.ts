import { CST, Lexer } from 'yaml';

const flowStarts = new Set(['flow-map-start', 'flow-seq-start']);
const flowEnds = new Set(['flow-map-end', 'flow-seq-end']);
/** Lexemes of the lexer's own that stand for no character of the text. */
const marks = new Set(['doc-mode', 'scalar', 'flow-error-end']);
const indented = new Set([
  'seq-item-ind',
  'explicit-key-ind',
  'scalar',
  'single-quoted-scalar',
  'double-quoted-scalar',
]);

export interface Nesting {
  /** Never less than the depth the parser would recurse to, at most two more. */
  readonly depth: number;
  readonly aliases: number;
}

/**
 * How deep a YAML text is nested and how often it repeats itself, from its lexemes only. The lexer is a flat state machine: it reads
 * 200,000 brackets in 80 ms, where parser and composer recurse and a 2 KB text ends the process.
 */
export const nestingOf = (text: string): Nesting => {
  let flow = 0;
  let column = 0;
  let depth = 0;
  let aliases = 0;
  const columns: number[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    const type = CST.tokenType(lexeme) ?? 'text';
    if (flowStarts.has(type)) flow += 1;
    else if (flowEnds.has(type)) flow = Math.max(0, flow - 1);
    else if (type === 'alias') aliases += 1;
    if (flow === 0 && indented.has(type)) {
      while ((columns.at(-1) ?? -1) >= column) columns.pop();
      columns.push(column);
    }
    depth = Math.max(depth, flow + columns.length);
    if (marks.has(type)) continue;
    const newline = lexeme.lastIndexOf('\n');
    column = newline === -1 ? column + lexeme.length : lexeme.length - newline - 1;
  }
  return { depth, aliases };
};
