import { fingerprintOf } from './looks-secret';
import { childKey, createCollector, TooMuch, yamlKeys } from './yaml-keys';

const mostBytes = 256 * 1024;
/** Stands for a file whose keys can't be told apart; its value is a fingerprint, so a difference is still seen. */
export const wholeFile = '(whole file)';

const jsonKeys = (text: string): ReadonlyMap<string, string> => {
  const into = createCollector();
  const collect = (value: unknown, path: string, depth: number): void => {
    into.visit(path, depth);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (Array.isArray(value) && value.length > 0) value.forEach((item, i) => collect(item, `${path}[${i}]`, depth + 1));
    else if (isObject && Object.keys(value).length > 0)
      for (const [key, item] of Object.entries(value)) collect(item, childKey(path, key), depth + 1);
    else into.keys.set(path, typeof value === 'string' ? value : JSON.stringify(value));
  };
  collect(JSON.parse(text), '', 0);
  return into.keys;
};

const unquote = (value: string): string => {
  const quoted = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)')\s*(?:#.*)?$/.exec(value);
  if (!quoted) return value.replace(/\s+#.*$/, '').trim();
  return quoted[2] ?? (quoted[1] ?? '').replace(/\\n/g, '\n').replace(/\\(.)/g, '$1');
};

const envKeys = (text: string): ReadonlyMap<string, string> => {
  const keys = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, key, value = ''] = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*=\s*(.*)$/.exec(line) ?? [];
    if (key !== undefined) keys.set(key, unquote(value));
  }
  return keys;
};

/** As java.util.Properties reads them: `=`, `:` or a blank ends the key; a backslash continues the line. */
const propertiesKeys = (text: string): ReadonlyMap<string, string> => {
  const keys = new Map<string, string>();
  const plain = (part: string): string =>
    part
      .replace(/\\u([0-9A-Fa-f]{4})/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(/\\(.)/g, '$1');
  for (const line of text.replace(/\\\r?\n[ \t]*/g, '').split(/\r?\n/)) {
    if (/^\s*(?:[#!]|$)/.test(line)) continue;
    const [, key = '', value = ''] = /^\s*((?:\\.|[^\\=:\s])+)(?:\s*[=:]\s*|\s+|$)(.*)$/.exec(line) ?? [];
    if (key !== '') keys.set(plain(key), plain(value));
  }
  return keys;
};

const readerOf = (path: string): ((text: string) => ReadonlyMap<string, string> | null) | null => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.ya?ml$/i.test(name)) return yamlKeys;
  if (/\.json$/i.test(name)) return jsonKeys;
  if (/^\.env(?:\..+)?$|\.env$/i.test(name)) return envKeys;
  return /\.properties$/i.test(name) ? propertiesKeys : null;
};

/** Effective keys of one file, values as written. A file of another kind, too large or broken, is one key: itself. */
export const keysOf = (path: string, content: Buffer): ReadonlyMap<string, string> => {
  const whole = new Map([[wholeFile, `sha256:${fingerprintOf(content.toString('latin1'))}`]]);
  const read = readerOf(path);
  if (!read || content.length > mostBytes) return whole;
  try {
    return read(content.toString('utf8')) ?? whole;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TooMuch) return whole;
    throw error;
  }
};
