import type { Found } from './place';

// What reads such files differs in everything but this: a name, `=`, and a value with nothing special in it, perhaps in quotes.
const plain = /^[\w./:@+-]*$/;

/** The value of a `NAME=value` line. */
export const placeInEnv = (text: string, name: string): Found => {
  if (!/^[A-Za-z_]\w*$/.test(name)) return { expected: `the name of a variable as key, not ${name}` };
  const line = new RegExp(
    `^([ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=[ \\t]*)("[^"\\r\\n]*"|'[^'\\r\\n]*'|[^\\s#"'][^\\s"']*|)[ \\t]*(?:#.*)?\\r?$`,
    'gm',
  );
  const [found, second] = [...text.matchAll(line)];
  if (!found) return { expected: `a line ${name}=value` };
  if (second) return { expected: `one line ${name}=value, not several` };
  const [, before = '', written = ''] = found;
  const start = found.index + before.length;
  const quote = /^["']/.exec(written)?.[0] ?? '';
  return {
    start,
    end: start + written.length,
    says: quote === '' ? written : written.slice(1, -1),
    write: (value) => (plain.test(value) ? `${quote}${value}${quote}` : null),
  };
};
