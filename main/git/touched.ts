import type { Failure } from '../../contract/failure';
import { eachBit, noBits, setBit, without, type Bits } from './bits';
import type { GitContext } from './context';
import { failureOf } from './failures';
import { idAt, positionOf, sharedPositions, type CommitGraph } from './graph-file';
import type { OpenMirror } from './mirror';

/** So many are learned by one process, so that what it prints stays small and who stopped waiting is heard. */
const atOnce = 5000;

const listPaths =
  'diff-tree --stdin --always --root -r -z --name-only --no-renames --diff-merges=first-parent --format=%x00%H'.split(
    ' ',
  );

/** Which commits touch which path, a merge by what it changes of its first parent: learned once a commit, for every component of the repository at the same time. */
export interface Touched {
  /** Learns what the commits `of` touch, which must not change afterwards; the failure where git did not say. */
  learn(graph: CommitGraph, of: Bits, signal: AbortSignal): Promise<Failure | null>;
  /** Commits that change `path` or something below it, of those that were learned; null where `graph` is no longer the newest. */
  at(graph: CommitGraph, path: string): readonly number[] | null;
  /** The same knowledge for a newer graph: positions change, commits do not. */
  moveTo(graph: CommitGraph): void;
}

export const createTouched = (context: GitContext, mirror: OpenMirror, first: CommitGraph): Touched => {
  let graph = first;
  let known = noBits(graph.count);
  /** Sets that are known as a whole: three hundred components ask about the same few. */
  let learned = new WeakSet<Bits>();
  /** Path of a file or a folder → commits that touch it. */
  let by = new Map<string, number[]>();

  const note = (path: string, commit: number): void => {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const part = path.slice(0, end);
      const commits = by.get(part);
      if (!commits) by.set(part, [commit]);
      // Paths come commit by commit: the same one again can only be the last.
      else if (commits.at(-1) !== commit) commits.push(commit);
    }
  };

  // `--format=%x00%H` puts an empty piece before each id: no path is empty, so no file name can pass for a commit. The first path
  // after an id has a line feed before it.
  const learn = (output: string): void => {
    const pieces = output.split('\0');
    for (let i = 0; i + 1 < pieces.length;) {
      const commit = positionOf(graph, pieces[i + 1] ?? '');
      for (i += 2; i < pieces.length && pieces[i] !== ''; i += 1) {
        const path = pieces[i] ?? '';
        if (commit !== null) note(pieces[i - 2] === '' ? path.slice(1) : path, commit);
      }
    }
  };

  const isNewest = (asked: CommitGraph): boolean => asked === graph;

  const learnSome = async (
    asked: CommitGraph,
    some: readonly number[],
    signal: AbortSignal,
  ): Promise<Failure | null> => {
    const ended = await context.run(
      {
        gitDir: mirror.folder,
        args: listPaths,
        input: some.map((i) => `${idAt(asked, i)}\n`).join(''),
        deadlineMs: context.deadlines.read,
        maxBytes: 512 * 1024 * 1024,
      },
      signal,
    );
    const failure = failureOf(ended, mirror.url, 'diff-tree');
    if (failure || ended.how !== 'exited') return failure;
    // Meanwhile it may have moved on to a newer graph: then this is asked for again, by its positions.
    if (!isNewest(asked)) return null;
    learn(ended.stdout.toString('utf8'));
    for (const i of some) setBit(known, i);
    return null;
  };

  const learnAll = async (asked: CommitGraph, of: Bits, signal: AbortSignal): Promise<Failure | null> => {
    const unknown: number[] = [];
    eachBit(without(of, known), (i) => unknown.push(i));
    for (let from = 0; from < unknown.length; from += atOnce) {
      if (!isNewest(asked)) return null;
      const failure = await learnSome(asked, unknown.slice(from, from + atOnce), signal);
      if (failure) return failure;
    }
    if (isNewest(asked)) learned.add(of);
    return null;
  };

  // One at a time: three hundred components that ask for the same commits make git read them once.
  let last: Promise<unknown> = Promise.resolve();
  const inLine = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };

  return {
    learn: async (asked, of, signal) =>
      asked !== graph || learned.has(of)
        ? null
        : inLine(() => (asked === graph ? learnAll(asked, of, signal) : Promise.resolve(null))),
    at: (asked, path) => (asked === graph ? (by.get(path) ?? []) : null),
    moveTo: (next) => {
      const same = sharedPositions(graph, next);
      const moved = new Map<number, number>();
      const nextKnown = noBits(next.count);
      eachBit(known, (i) => {
        const at = i < same ? i : positionOf(next, idAt(graph, i));
        if (at === null) return;
        if (i >= same) moved.set(i, at);
        setBit(nextKnown, at);
      });
      const isGone = (i: number): boolean => i >= same && !moved.has(i);
      if (same < graph.count)
        by = new Map(
          [...by].map(([path, commits]) => [path, commits.flatMap((i) => (isGone(i) ? [] : (moved.get(i) ?? i)))]),
        );
      known = nextKnown;
      learned = new WeakSet();
      graph = next;
    },
  };
};
