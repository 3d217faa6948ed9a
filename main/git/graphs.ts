import { createAncestry, type Ancestry } from './ancestry';
import type { GitContext } from './context';
import { readChain, readGraph } from './graph-file';
import type { OpenMirror } from './mirror';
import { createTouched, type Touched } from './touched';

export interface MirrorGraph {
  readonly ancestry: Ancestry;
  readonly touched: Touched;
}

/** The graphs of all mirrors, each read again when its chain of files has changed; null where there is none to read. */
export const createGraphs = (context: GitContext) => {
  const known = new Map<string, MirrorGraph>();
  const reading = new Map<string, Promise<MirrorGraph | null>>();

  const read = async (mirror: OpenMirror): Promise<MirrorGraph | null> => {
    const chain = await readChain(mirror.folder);
    if (chain === null) return null;
    const before = known.get(mirror.folder);
    if (before?.ancestry.graph.name === chain.join(' ')) return before;
    const graph = await readGraph(mirror.folder, chain);
    if (graph === null) return null;
    const touched = known.get(mirror.folder)?.touched ?? createTouched(context, mirror, graph);
    touched.moveTo(graph);
    const fresh = { ancestry: createAncestry(graph), touched };
    known.set(mirror.folder, fresh);
    return fresh;
  };

  // Every component of a monorepo asks at the same moment: they look at the file once.
  return (mirror: OpenMirror): Promise<MirrorGraph | null> => {
    const open = reading.get(mirror.folder);
    if (open) return open;
    const look = read(mirror).finally(() => reading.delete(mirror.folder));
    reading.set(mirror.folder, look);
    return look;
  };
};

export type Graphs = ReturnType<typeof createGraphs>;
