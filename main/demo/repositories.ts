import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commitSchema, type Commit } from '../../contract/commit';
import { done, failed, type Result } from '../../contract/failure';
import { describeMark } from './history/describe';
import { storyStream } from './history/fast-import';
import type { Story } from './history/story';
import { unfold, type UnfoldedStory } from './history/unfold';
import { runGit } from './run-git';

/** A repository as it was written: the story, and the commit id of each mark. */
export interface WrittenRepository {
  readonly name: string;
  readonly folder: string;
  readonly story: UnfoldedStory;
  commit(mark: number): Commit;
  /** The mark of a label, a tag or a branch's tip; one the story does not name is a bug. */
  mark(label: string): number;
  /** The mark of one of its commits; another is a bug. */
  markOf(commit: Commit): number;
  version(mark: number): string | null;
}

const markOf = (story: UnfoldedStory, label: string): number => {
  const mark =
    story.tags.find((t) => t.name === label)?.mark ??
    story.commits.find((c) => c.label === label)?.mark ??
    story.branches.get(label);
  if (mark === undefined) throw new Error(`${story.name} has no ${label}`);
  return mark;
};

const readMarks = (text: string): ReadonlyMap<number, Commit> =>
  new Map(
    text.split('\n').flatMap((line) => {
      const [, mark, commit] = /^:(\d+) ([0-9a-f]+)$/.exec(line) ?? [];
      return mark === undefined ? [] : [[Number(mark), commitSchema.parse(commit)] as const];
    }),
  );

/** Writes a story into a new bare repository; HEAD is main. Same story, same commit ids. */
export const writeRepository = async (
  folder: string,
  story: Story,
  signal: AbortSignal,
): Promise<Result<WrittenRepository>> => {
  const unfolded = unfold(story);
  const marksFile = join(folder, 'demo-marks');
  await mkdir(folder, { recursive: true });
  const init = await runGit(['init', '--quiet', '--bare', '--template=', '--initial-branch=main', folder], '', signal);
  const run = init.ok
    ? await runGit(
        ['-C', folder, 'fast-import', '--quiet', '--done', `--export-marks=${marksFile}`],
        storyStream(unfolded),
        signal,
      )
    : init;
  if (!run.ok) return failed({ kind: 'git-failed', repository: folder, verb: 'fast-import', why: run.why });
  const commits = readMarks(await readFile(marksFile, 'utf8'));
  await rm(marksFile);
  const commit = (mark: number): Commit => {
    const found = commits.get(mark);
    if (found === undefined) throw new Error(`${story.name} has no commit ${mark}`);
    return found;
  };
  const marks = new Map([...commits].map(([mark, id]) => [id, mark]));
  return done({
    name: story.name,
    folder,
    story: unfolded,
    commit,
    mark: (label) => markOf(unfolded, label),
    markOf: (id) => {
      const mark = marks.get(id);
      if (mark === undefined) throw new Error(`${story.name} has no commit ${id}`);
      return mark;
    },
    version: (mark) => describeMark(unfolded, mark, commit(mark)),
  });
};

/** All of them at once, each into `<folder>/<name>.git`. */
export const writeRepositories = async (
  folder: string,
  stories: readonly Story[],
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, WrittenRepository>>> => {
  const results = await Promise.all(
    stories.map((story) => writeRepository(join(folder, `${story.name}.git`), story, signal)),
  );
  const written = new Map<string, WrittenRepository>();
  for (const result of results) {
    if (!result.ok) return result;
    written.set(result.value.name, result.value);
  }
  return done(written);
};
