import { isAlias, isMap, isScalar, isSeq, visit, type Alias, type Document, type Node } from 'yaml';
import { composeYaml, TooDeep } from '../bounded-yaml';

/** A file that is no configuration people write by hand: too deep, too many keys, or a bomb. */
export class TooMuch extends Error {}

const deepest = 64;
const mostKeys = 20_000;

/** Collects keys as paths, `database.pools[0].size`; counts what it sees, aliases each time, so that a bomb of them ends early. */
export const createCollector = () => {
  const keys = new Map<string, string>();
  let visits = 0;
  return {
    keys,
    visit: (path: string, depth: number): void => {
      visits += 1;
      if (visits > mostKeys || depth > deepest || path.length > 2000) throw new TooMuch();
    },
  };
};

export const childKey = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

// As written: by the failsafe schema every scalar is text, so `1e10` is no number and `010` not 8.
const textOf = (node: unknown): string => (isScalar(node) && typeof node.value === 'string' ? node.value : '');

/** What each alias stands for: the last anchor of its name before it. Alias.resolve would search the document once for each. */
const targetsOf = (document: Document): ReadonlyMap<Alias, Node> => {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Alias: (_key, alias) => {
      const target = anchors.get(alias.source);
      if (target) targets.set(alias, target);
    },
    Value: (_key, node) => {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
};

const keysOfDocument = (document: Document, prefix: string, into: ReturnType<typeof createCollector>): void => {
  const targets = targetsOf(document);
  const collect = (node: unknown, path: string, depth: number): void => {
    into.visit(path, depth);
    const target = isAlias(node) ? targets.get(node) : node;
    if (isMap(target)) {
      const merges = target.items.filter((pair) => textOf(pair.key) === '<<').map((pair) => pair.value);
      // What is merged comes first, the first of a list last: what the map says itself wins, then the first one named.
      for (const merged of merges.flatMap((value) => (isSeq(value) ? [...value.items].reverse() : [value])))
        collect(merged, path, depth + 1);
      for (const pair of target.items)
        if (textOf(pair.key) !== '<<') collect(pair.value, childKey(path, textOf(pair.key)), depth + 1);
      if (target.items.length === 0 && path !== '') into.keys.set(path, '{}');
    } else if (isSeq(target)) {
      target.items.forEach((item, i) => collect(item, `${path}[${i}]`, depth + 1));
      if (target.items.length === 0) into.keys.set(path, '[]');
    } else into.keys.set(path, textOf(target));
  };
  collect(document.contents, prefix, 0);
};

const composed = (text: string): ReturnType<typeof composeYaml> => {
  try {
    return composeYaml(text, deepest);
  } catch (error) {
    throw error instanceof TooDeep ? new TooMuch() : error;
  }
};

/** Effective keys of YAML, several documents as `[0]`, `[1]`…; null where it is not YAML. Throws TooMuch. */
export const yamlKeys = (text: string): ReadonlyMap<string, string> | null => {
  const documents = composed(text);
  if (documents.some((document) => document.errors.length > 0)) return null;
  const into = createCollector();
  const whole = documents.filter((document) => document.contents !== null);
  whole.forEach((document, i) => keysOfDocument(document, whole.length > 1 ? `[${i}]` : '', into));
  return into.keys;
};
