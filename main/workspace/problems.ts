import type { z } from 'zod';
import type { FileProblem } from '../../contract/failure';
import { keysAt } from './known-keys';
import { nearest } from './nearest';
import { pathKey, type ParsedDocument, type Place, type Step } from './parsed';

type Issue = z.core.$ZodIssue;

/** A mistake before it has found its line: the place is that of the value, or of the key. */
export interface Mistake {
  readonly path: readonly Step[];
  readonly found: string;
  readonly expected: string;
  readonly nearest?: string | null;
  readonly at?: 'key' | 'value';
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

/** What can't be seen, or would turn round what stands beside it, by its number: a message must not say other than it says. */
export const visible = (text: string): string =>
  text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16) ?? ''}}`);

export const describe = (value: unknown): string => {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'a mapping';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
};

/** `stages[3].countdown` */
export const keyText = (path: readonly Step[]): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '') || 'the file';

export const valueAt = (value: unknown, path: readonly Step[]): unknown =>
  path.reduce<unknown>(
    (at, step) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, step)
        ? // as: an own key of an object; what it holds stays unknown.
          (at as Record<Step, unknown>)[step]
        : undefined,
    value,
  );

const isStep = (step: PropertyKey): step is Step => typeof step !== 'symbol';

/** How far an alternative is from what was written: the wrong type or kind is far, a slip deep inside is near. */
const distance = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => {
    const depth = issue.path.length;
    if (issue.code === 'invalid_type' && depth === 0) return sum + 1000;
    if (issue.code === 'invalid_value' && (depth === 0 || issue.path.at(-1) === 'kind')) return sum + 500 / (depth + 1);
    const keys = issue.code === 'unrecognized_keys' ? issue.keys.length : 1;
    const missing = issue.code === 'unrecognized_keys' || issue.message.includes('undefined');
    return sum + (missing ? 10 * keys : 1) / (depth + 1);
  }, 0);

/** Puts the alternative that was most likely meant in the place of a union's issue; values that the others allow are added to its. */
const flatten = (issue: Issue, base: readonly Step[]): readonly Issue[] => {
  const path = [...base, ...issue.path.filter(isStep)];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ ...issue, path }];
  const branches = [...issue.errors].sort((a, b) => distance(a) - distance(b));
  const others = branches.slice(1).flat();
  const withValues = (one: Issue): Issue => {
    if (one.code !== 'invalid_value') return one;
    const more = others.flatMap((other) =>
      other.code === 'invalid_value' && keyText(other.path.filter(isStep)) === keyText(one.path.filter(isStep))
        ? other.values
        : [],
    );
    return { ...one, values: [...new Set([...one.values, ...more])] };
  };
  return (branches[0] ?? []).map(withValues).flatMap((one) => flatten(one, path));
};

const expectedBy = (issue: Issue): string => {
  if (issue.code === 'invalid_type') return kinds[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_value') {
    const values = issue.values.map((value) => JSON.stringify(value));
    return values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`;
  }
  const unit = 'origin' in issue && issue.origin === 'string' ? ' characters' : '';
  if (issue.code === 'too_small') return `at least ${issue.minimum}${unit}`;
  if (issue.code === 'too_big') return `at most ${issue.maximum}${unit}`;
  return issue.message;
};

const mistakesOf = (issue: Issue, schema: z.ZodType, value: unknown): readonly Mistake[] => {
  const path = issue.path.filter(isStep);
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path, valueAt(value, [...path, 'kind']));
    return issue.keys.map((key) => {
      const close = nearest(key, known);
      const expected = close === null ? `one of ${known.join(', ')}` : 'a known key';
      return { path: [...path, key], found: `the unknown key ${key}`, expected, nearest: close, at: 'key' };
    });
  }
  if (issue.code === 'invalid_key') {
    return [{ path, found: describe(path.at(-1)), expected: issue.issues[0]?.message ?? issue.message, at: 'key' }];
  }
  const found = valueAt(value, path);
  const expected = expectedBy(issue);
  if (issue.code === 'invalid_value' && typeof found === 'string') {
    return [{ path, found: describe(found), expected, nearest: nearest(found, issue.values.map(String)) }];
  }
  const quote = typeof found !== 'string' && expected === 'a text' && (typeof found === 'number' || found === true);
  return [{ path, found: describe(found), expected: quote ? 'a text: put it in quotes' : expected }];
};

/** What a schema objects to, as mistakes of the file. A key that is missing because it is misspelt is said once. */
export const schemaMistakes = (error: z.ZodError, schema: z.ZodType, value: unknown): readonly Mistake[] => {
  const all = error.issues.flatMap((issue) => flatten(issue, [])).flatMap((issue) => mistakesOf(issue, schema, value));
  const misspelt = new Set(
    all.flatMap((m) => (m.at === 'key' && m.nearest ? [pathKey([...m.path.slice(0, -1), m.nearest])] : [])),
  );
  return all.filter((m) => !(m.found === 'nothing' && misspelt.has(pathKey(m.path))));
};

/** Where the path is in the file; what is not there is where the mapping is that lacks it. */
const placeOf = (document: ParsedDocument, path: readonly Step[], at: 'key' | 'value'): Place => {
  const place = document.places[pathKey(path)];
  if (place) return at === 'key' ? (place.key ?? place.value) : place.value;
  return path.length === 0 ? [1, 1] : placeOf(document, path.slice(0, -1), 'key');
};

/** At most 50, in the order of the file. */
export const located = (document: ParsedDocument, mistakes: readonly Mistake[]): readonly FileProblem[] =>
  mistakes
    .map((m): FileProblem => {
      const [line, column] = placeOf(document, m.path, m.at ?? 'value');
      const key = visible(keyText(m.path));
      return { line, column, key, found: visible(m.found), expected: visible(m.expected), nearest: m.nearest ?? null };
    })
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .slice(0, 50);
