import { done, failed, type Failure, type Result } from '../../contract/failure';
import { both, countBits, eachBit, either, noBits, setBit, without, type Bits } from './bits';
import type { GitContext } from './context';
import { failureOf } from './failures';
import { idAt, positionsOf, type CommitGraph } from './graph-file';
import type { OpenMirror } from './mirror';

/** More than this many commits at once are left to `rev-list -- path`, which knows git's changed-path filters. */
const mostAtOnce = 20_000;

/** Which commits touch which path: learned once a commit, for every component of the repository at the same time. */
export interface Touched {
  /** Commits among `of` that change `path` or something below it; null where there are too many to learn, or `graph` is no longer the newest. */
  among(graph: CommitGraph, of: Bits, path: string, signal: AbortSignal): Promise<Result<Bits | null>>;
  /** The same knowledge for a newer graph: positions change, commits do not. */
  moveTo(graph: CommitGraph): void;
}

export const createTouched = (context: GitContext, mirror: OpenMirror, first: CommitGraph): Touched => {
  let graph = first;
  let known = noBits(graph.count);
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
      const commit = positionsOf(graph, pieces[i + 1] ?? '')[0];
      for (i += 2; i < pieces.length && pieces[i] !== ''; i += 1) {
        const path = pieces[i] ?? '';
        if (commit !== undefined) note(pieces[i - 2] === '' ? path.slice(1) : path, commit);
      }
    }
  };

  const learnAll = async (unknown: Bits, signal: AbortSignal): Promise<Failure | null> => {
    const ids: string[] = [];
    eachBit(unknown, (i) => ids.push(idAt(graph, i)));
    const asked = graph;
    const ended = await context.run(
      {
        gitDir: mirror.folder,
        args: 'diff-tree --stdin --always --root -r -z --name-only --no-renames --format=%x00%H'.split(' '),
        input: `${ids.join('\n')}\n`,
        deadlineMs: context.deadlines.read,
        maxBytes: 512 * 1024 * 1024,
      },
      signal,
    );
    const failure = failureOf(ended, mirror.url, 'diff-tree');
    if (failure || ended.how !== 'exited') return failure;
    learn(ended.stdout.toString('utf8'));
    if (asked === graph) known = either(known, unknown);
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
    among: (asked, of, path, signal) =>
      inLine(async () => {
        if (asked !== graph) return done(null);
        const unknown = without(of, known);
        const many = countBits(unknown);
        if (many > mostAtOnce) return done(null);
        const failure = many > 0 ? await learnAll(unknown, signal) : null;
        if (failure) return failed(failure);
        if (asked !== graph) return done(null);
        const touching = noBits(graph.count);
        for (const commit of by.get(path) ?? []) setBit(touching, commit);
        return done(both(of, touching));
      }),
    moveTo: (next) => {
      const moved = new Map<number, number>();
      const nextKnown = noBits(next.count);
      eachBit(known, (i) => {
        const at = positionsOf(next, idAt(graph, i))[0];
        if (at === undefined) return;
        moved.set(i, at);
        setBit(nextKnown, at);
      });
      by = new Map([...by].map(([path, commits]) => [path, commits.flatMap((i) => moved.get(i) ?? [])]));
      known = nextKnown;
      graph = next;
    },
  };
};
