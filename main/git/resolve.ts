import { commitSchema, type Commit } from '../../contract/commit';
import { done, type Result } from '../../contract/failure';
import type { GitContext } from './context';
import { failureOf } from './failures';
import type { OpenMirror } from './mirror';
import { objectHeads } from './objects';
import { tagsOf } from './tags';

const hex = /^[0-9a-f]{4,64}$/;
/** `v1.2-3-g4f2c1a9`, optionally `-dirty`: what `git describe` prints. */
const described = /^.+-\d+-g([0-9a-f]{4,64})(?:-dirty)?$/;

const commitsStartingWith = async (
  context: GitContext,
  mirror: OpenMirror,
  prefix: string,
  signal: AbortSignal,
): Promise<Result<readonly Commit[]>> => {
  const ended = await context.run(
    { gitDir: mirror.folder, args: ['rev-parse', `--disambiguate=${prefix}`], deadlineMs: context.deadlines.read },
    signal,
  );
  const failure = failureOf(ended, mirror.url, 'rev-parse');
  if (failure || ended.how !== 'exited') return { ok: false, failure: failure ?? { kind: 'cancelled' } };
  const ids = ended.stdout
    .toString('latin1')
    .split('\n')
    .filter((line) => hex.test(line));
  const heads = await objectHeads(context, mirror, ids, signal);
  if (!heads.ok) return heads;
  return done(heads.value.filter((head) => head.type === 'commit').map((head) => commitSchema.parse(head.id)));
};

/**
 * What somebody calls a version, as a commit of the mirror: a full id, an abbreviation (4 digits or more), a tag with or without its
 * `v`, or what `git describe` prints. null for none, and for several: a guess would be worse. A branch is none: it moves.
 */
export const resolveName = async (
  context: GitContext,
  mirror: OpenMirror,
  named: string,
  signal: AbortSignal,
): Promise<Result<Commit | null>> => {
  const text = named.trim();
  const found = new Set<Commit>();
  const tags = tagsOf(mirror.listing);
  const exact = tags.filter((tag) => tag.name === text || `refs/tags/${tag.name}` === text);
  const loose = tags.filter((tag) => tag.name === `v${text}` || `v${tag.name}` === text);
  for (const tag of exact.length > 0 ? exact : loose) found.add(tag.commit);
  const lower = text.toLowerCase();
  const prefix = hex.test(lower) ? lower : exact.length === 0 ? described.exec(lower)?.[1] : undefined;
  if (prefix !== undefined) {
    const commits = await commitsStartingWith(context, mirror, prefix, signal);
    if (!commits.ok) return commits;
    for (const commit of commits.value) found.add(commit);
  }
  // Tags of tags, of trees and of commits that the mirror lacks sort themselves out here.
  const heads = await objectHeads(
    context,
    mirror,
    [...found].map((id) => `${id}^{commit}`),
    signal,
  );
  if (!heads.ok) return heads;
  const commits = new Set(heads.value.filter((head) => head.type === 'commit').map((head) => head.id));
  const [only] = commits;
  return done(commits.size === 1 && only !== undefined ? commitSchema.parse(only) : null);
};
