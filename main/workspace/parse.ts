import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { nestingOf } from './nesting';
import { limits, pathKey, type Parsed, type Place, type Step } from './parsed';
import { plainScalar } from './scalar';

class Mistake extends Error {
  constructor(
    readonly offset: number,
    readonly found: string,
    readonly expected: string,
  ) {
    super(found);
  }
}

class Bomb extends Error {}

interface Reading {
  readonly document: Document;
  readonly places: Record<string, { key: Place | null; value: Place }>;
  readonly at: (offset: number) => Place;
  nodes: number;
}

const offsetOf = (node: Node): number => node.range?.[0] ?? 0;

const readMap = (reading: Reading, items: readonly unknown[], path: readonly Step[]): Record<string, unknown> => {
  const map: Record<string, unknown> = {};
  for (const item of items) {
    // as: the items of a YAML map are pairs of nodes, a value may be missing.
    const { key, value } = item as { key: Node | null; value: Node | null };
    if (!isScalar(key)) throw new Mistake(key ? offsetOf(key) : 0, 'a key that is no text', 'a text as key');
    const name = typeof key.value === 'string' ? key.value : '';
    if (name === '__proto__') throw new Mistake(offsetOf(key), name, 'another key');
    map[name] = readNode(reading, value, [...path, name], key);
  }
  return map;
};

/** Walks the nodes itself: aliases are followed where they stand, and a count of nodes ends a text that multiplies itself. */
const readNode = (reading: Reading, node: Node | null, path: readonly Step[], key: Node | null): unknown => {
  if (++reading.nodes > limits.nodes) throw new Bomb(`it has more than ${limits.nodes} values`);
  if (path.length > limits.depth) throw new Bomb(`it is nested more than ${limits.depth} deep`);
  const keyPlace = key && reading.at(offsetOf(key));
  const value = node ? reading.at(offsetOf(node)) : (keyPlace ?? [1, 1]);
  reading.places[pathKey(path)] ??= { key: keyPlace, value };
  if (!node) return null;
  if (isAlias(node)) {
    const source = node.resolve(reading.document);
    if (!source) throw new Mistake(offsetOf(node), `*${node.source}`, 'the name of an anchor above it');
    return readNode(reading, source, path, key);
  }
  if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:')) {
    throw new Mistake(offsetOf(node), `the tag ${node.tag}`, 'a value without a tag');
  }
  if (isMap(node)) return readMap(reading, node.items, path);
  if (isSeq(node)) {
    // as: without merge keys and sets, the items of a sequence are nodes.
    return node.items.map((item, index) => readNode(reading, item as Node | null, [...path, index], null));
  }
  if (!isScalar(node)) throw new Mistake(offsetOf(node), 'something else', 'a text, a number, a list or a mapping');
  return node.type === 'PLAIN' && node.tag === undefined ? plainScalar(node.source ?? '') : String(node.value);
};

const mistake = (place: Place, found: string, expected: string): Parsed => ({
  kind: 'mistakes',
  mistakes: [{ place, found, expected }],
});

/** Reads the text of a workspace file: what it says and where it says it, or why not. */
export const parse = (text: string): Parsed => {
  const nesting = nestingOf(text);
  if (nesting.depth > limits.depth) return { kind: 'bomb', why: `it is nested more than ${limits.depth} deep` };
  if (nesting.aliases > limits.aliases) return { kind: 'bomb', why: `it has more than ${limits.aliases} aliases` };
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: 'failsafe',
    lineCounter: lines,
    prettyErrors: false,
    // Silent, it would say nothing of further documents.
    logLevel: 'error',
  });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return [Math.max(1, line), Math.max(1, col)];
  };
  // The first one only: the others are mostly what it led to.
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem?.code === 'MULTIPLE_DOCS')
    return mistake(at(problem.pos[0]), 'a second document', 'one workspace in one file');
  if (problem) return mistake(at(problem.pos[0]), problem.message, 'correct YAML');
  if (!document.contents) return mistake([1, 1], 'nothing', 'a workspace');
  const reading: Reading = { document, places: {}, at, nodes: 0 };
  try {
    const value = readNode(reading, document.contents, [], null);
    return { kind: 'document', value, places: reading.places };
  } catch (error) {
    if (error instanceof Bomb) return { kind: 'bomb', why: error.message };
    if (error instanceof Mistake) return mistake(at(error.offset), error.found, error.expected);
    throw error;
  }
};
