import type { Value } from './findings';

const ambiguous = /^(?:true|false|null|yes|no|on|off|y|n|~|[-+]?\.?\d.*|[-+]?\.(?:inf|nan))$/i;
/** What can't be seen, ends a line or turns the direction of writing: by its number, and never in single quotes. */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/u;

const numbered = (sign: string): string => {
  const code = (sign.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
};

/** A text as YAML says it, on one line. */
export const scalar = (text: string): string => {
  if (/^[A-Za-z_./][\w./@+-]*$/.test(text) && !ambiguous.test(text)) return text;
  if (!unseen.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text).replaceAll(new RegExp(unseen, 'gu'), numbered);
};

const isMapping = (value: Value): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && !Array.isArray(value);

const inLine = (value: Value): string => {
  if (typeof value === 'string') return scalar(value);
  if (isMapping(value)) {
    const pairs = Object.entries(value).map(([key, each]) => `${scalar(key)}: ${inLine(each)}`);
    return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
  }
  return `[${value.map(inLine).join(', ')}]`;
};

/** A mapping as lines, a key a line; what a key holds stands beside it. */
export const mappingLines = (mapping: { readonly [key: string]: Value }, indent: number): readonly string[] =>
  Object.entries(mapping).map(([key, value]) => `${' '.repeat(indent)}${scalar(key)}: ${inLine(value)}`);
