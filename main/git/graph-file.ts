import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readSmall } from './read-small';

// git's commit-graph file, see gitformat-commit-graph(5): header, chunk table, OIDF (fan-out), OIDL (sorted ids), CDAT (tree, two
// parents, generation and date), EDGE (further parents of octopus merges). A split graph is a chain of such files; positions count on
// through the chain, oldest file first.

export interface GraphLayer {
  readonly ids: Buffer;
  readonly idBytes: number;
  readonly count: number;
  readonly fanOut: Buffer;
  /** Position of its first commit in the whole chain. */
  readonly base: number;
}

/** The history of a repository: commits are positions 0…count-1. */
export interface CommitGraph {
  readonly name: string;
  readonly count: number;
  readonly layers: readonly GraphLayer[];
  /** Parents of commit i: `parents[parentStart[i] … parentStart[i + 1]]`. */
  readonly parentStart: Uint32Array;
  readonly parents: Uint32Array;
  /** Committer dates, seconds since 1970. */
  readonly dates: Float64Array;
}

const noParent = 0x70000000;
const high = 0x80000000;

const chunksOf = (file: Buffer): ReadonlyMap<string, Buffer> => {
  if (file.toString('latin1', 0, 4) !== 'CGPH' || file[4] !== 1) throw new RangeError('no commit-graph of version 1');
  const chunks = new Map<string, Buffer>();
  for (let i = 0; i < (file[6] ?? 0); i += 1) {
    const at = 8 + 12 * i;
    const from = Number(file.readBigUInt64BE(at + 4));
    const to = Number(file.readBigUInt64BE(at + 16));
    chunks.set(file.toString('latin1', at, at + 4), file.subarray(from, to));
  }
  return chunks;
};

/** The last bytes are a hash of all before: a flipped bit would be a wrong number, and git does not look when it reads. */
const checkHash = (file: Buffer): void => {
  const bytes = file[5] === 2 ? 32 : 20;
  const hash = createHash(bytes === 32 ? 'sha256' : 'sha1')
    .update(file.subarray(0, -bytes))
    .digest();
  if (!hash.equals(file.subarray(-bytes))) throw new RangeError('a damaged commit-graph');
};

const need = (chunks: ReadonlyMap<string, Buffer>, id: string): Buffer => {
  const chunk = chunks.get(id);
  if (!chunk) throw new RangeError(`commit-graph without ${id}`);
  return chunk;
};

interface Layer extends GraphLayer {
  readonly data: Buffer;
  readonly edges: Buffer | undefined;
}

const layersOf = (files: readonly Buffer[]): readonly Layer[] => {
  let base = 0;
  return files.map((file) => {
    checkHash(file);
    const chunks = chunksOf(file);
    const [fanOut, ids, data] = [need(chunks, 'OIDF'), need(chunks, 'OIDL'), need(chunks, 'CDAT')];
    const layer = { ids, idBytes: file[5] === 2 ? 32 : 20, count: fanOut.readUInt32BE(255 * 4), fanOut, base };
    base += layer.count;
    return { ...layer, data, edges: chunks.get('EDGE') };
  });
};

/** Builds the graph of a chain's files, oldest first. Throws RangeError where they are not what the format says. */
export const parseGraph = (name: string, files: readonly Buffer[]): CommitGraph => {
  const layers = layersOf(files);
  const count = layers.reduce((sum, layer) => sum + layer.count, 0);
  const edges = layers.reduce((sum, layer) => sum + (layer.edges?.length ?? 0) / 4, 0);
  const parents = new Uint32Array(2 * count + edges);
  const [parentStart, dates] = [new Uint32Array(count + 1), new Float64Array(count)];
  let end = 0;
  const add = (parent: number): void => {
    if (parent >= count) throw new RangeError('a parent outside the commit-graph');
    parents[end] = parent;
    end += 1;
  };
  for (const { base, count: own, idBytes, data, edges: further } of layers)
    for (let i = 0; i < own; i += 1) {
      const at = i * (idBytes + 16) + idBytes;
      const [first, second] = [data.readUInt32BE(at), data.readUInt32BE(at + 4)];
      if (first !== noParent) add(first);
      if (second !== noParent && second < high) add(second);
      if (second >= high)
        for (let edge = second - high, parent = 0; parent < high; edge += 1) {
          parent = further?.readUInt32BE(edge * 4) ?? high;
          add(parent >= high ? parent - high : parent);
        }
      parentStart[base + i + 1] = end;
      dates[base + i] = (data.readUInt32BE(at + 8) & 3) * 2 ** 32 + data.readUInt32BE(at + 12);
    }
  return { name, count, layers, parentStart, parents: parents.subarray(0, end), dates };
};

/** The names of a chain's files, oldest first: they are hashes, so equal names mean an equal graph. null: there is none. */
export const readChain = async (gitDir: string): Promise<readonly string[] | null> => {
  const chain = join(gitDir, 'objects', 'info', 'commit-graphs', 'commit-graph-chain');
  const text = await readSmall(chain).then(String, () => '');
  const names = text.split('\n').filter((line) => /^[0-9a-f]+$/.test(line));
  return names.length > 0 ? names : null;
};

/**
 * null where the files went away or are not what they should be: then git itself is asked. Damaged ones are removed, because git would
 * believe them; the next fetch writes new ones.
 */
export const readGraph = async (gitDir: string, chain: readonly string[]): Promise<CommitGraph | null> => {
  const folder = join(gitDir, 'objects', 'info', 'commit-graphs');
  try {
    const files = await Promise.all(chain.map((name) => readSmall(join(folder, `graph-${name}.graph`))));
    return parseGraph(chain.join(' '), files);
  } catch (error) {
    if (error instanceof RangeError) await rm(folder, { recursive: true, force: true });
    else if (!(error instanceof Error && 'code' in error)) throw error;
    return null;
  }
};

/** Up to which position two graphs of one repository have the same commits: a fetch adds files to the chain and mostly leaves the rest. */
export const sharedPositions = (before: CommitGraph, after: CommitGraph): number => {
  const names = after.name.split(' ');
  const different = before.name.split(' ').findIndex((name, i) => name !== names[i]);
  return different === -1 ? before.count : (before.layers[different]?.base ?? 0);
};

/** The id of the commit at a position. */
export const idAt = (graph: CommitGraph, position: number): string => {
  const layer = graph.layers.filter((one) => one.base <= position).at(-1);
  if (!layer) return '';
  const at = (position - layer.base) * layer.idBytes;
  return layer.ids.toString('hex', at, at + layer.idBytes);
};

/** The position of a commit by its whole id; null where the graph does not know it. */
export const positionOf = (graph: CommitGraph, id: string): number | null => {
  const wanted = Buffer.from(id, 'hex');
  const first = wanted[0] ?? 0;
  for (const { ids, idBytes, fanOut, base } of graph.layers) {
    let low = first === 0 ? 0 : fanOut.readUInt32BE((first - 1) * 4);
    let top = fanOut.readUInt32BE(first * 4);
    while (low < top) {
      const middle = (low + top) >>> 1;
      const order = ids.compare(wanted, 0, idBytes, middle * idBytes, (middle + 1) * idBytes);
      if (order === 0) return wanted.length === idBytes ? base + middle : null;
      if (order < 0) low = middle + 1;
      else top = middle;
    }
  }
  return null;
};
