import type { Failure } from '../../../contract/failure';
import type { PlaceholderValues } from '../../../contract/placeholders';
import { jsonOf } from '../../http/judge';
import { pointAt } from '../../http/pointer';
import { candidateIn } from '../named';
import { readManifest } from './manifest';
import type { Registry } from './registry';

const mostTags = 100;
const atOnce = 10;

/** The commit or version of each tag that is like a candidate's. */
const candidatesIn = (
  tags: readonly unknown[],
  template: string,
  values: PlaceholderValues,
): readonly { readonly tag: string; readonly named: string }[] =>
  tags.flatMap((tag) => {
    const named = typeof tag === 'string' ? candidateIn(template, tag, values) : null;
    if (typeof tag !== 'string' || named === null) return [];
    // `*` would stand for every tag there is, those of the environments too.
    const commit = !template.includes('${candidate.commit}') || /^[0-9a-f]{7,64}$/i.test(named);
    return commit ? [{ tag, named }] : [];
  });

/** The commits or versions whose tags have this digest, by asking for each; fails where there are too many to ask for. */
export const candidatesOf = async (
  registry: Registry,
  digest: string,
  template: string,
  values: PlaceholderValues,
  withinMs: number,
  signal: AbortSignal,
): Promise<{ readonly named: readonly string[] } | { readonly failure: Failure }> => {
  const asked = await registry.ask({ path: 'tags/list' }, withinMs, signal);
  if ('failure' in asked) return asked;
  const listed = jsonOf(asked.answer, asked.prepared, withinMs);
  if ('failure' in listed) return listed;
  const { answer, prepared } = asked;
  if (answer.kind === 'answer' && answer.headers.link !== undefined) {
    // On another page may be another candidate with the same digest.
    const expected = 'a list of all tags at once, or the label org.opencontainers.image.revision';
    return { failure: { kind: 'endpoint-nonsense', where: prepared.where, expected, said: 'a list in several pages' } };
  }
  const tags = pointAt(listed.json, '/tags');
  const likely = candidatesIn(Array.isArray(tags) ? tags : [], template, values);
  if (likely.length > mostTags) {
    const { where } = asked.prepared;
    const expected = `at most ${mostTags} candidate tags, or the label org.opencontainers.image.revision`;
    return { failure: { kind: 'endpoint-nonsense', where, expected, said: `${likely.length} candidate tags` } };
  }
  const found: string[] = [];
  for (let at = 0; at < likely.length; at += atOnce) {
    const reads = likely.slice(at, at + atOnce).map(async ({ tag, named }) => {
      const read = await readManifest(registry, encodeURIComponent(tag), withinMs, signal);
      if ('manifest' in read && read.manifest?.digest === digest) found.push(named);
      return read;
    });
    const failed = (await Promise.all(reads)).find((read) => 'failure' in read);
    if (failed && 'failure' in failed) return failed;
  }
  return { named: found };
};
