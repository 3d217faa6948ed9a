import { shortCommit, type Change } from '../../../contract/commit';
import { issuesIn } from '../../../contract/issue-references';
import { oneLine } from '../../../contract/one-line';
import type { NoteGroup } from '../../../contract/words/release-page';

/** What a change says to somebody who does not read commits. */
export interface NotedChange {
  /** null: nothing, it is in the count alone. */
  readonly group: NoteGroup | null;
  readonly breaking: boolean;
  readonly text: string;
  /** Issues and pull requests that the text does not name, each once. */
  readonly refs: readonly string[];
}

// The types of conventional commits; null: nobody sees it. What has none of them is told: better a line too many than a surprise.
const types: ReadonlyMap<string, NoteGroup | null> = new Map([
  ['feat', 'New'],
  ['fix', 'Fixed'],
  ['hotfix', 'Fixed'],
  ['bugfix', 'Fixed'],
  ['perf', 'Faster'],
  ['revert', 'Taken back'],
  ['refactor', 'Changed'],
  ...['chore', 'ci', 'test', 'tests', 'docs', 'style', 'build'].map((type) => [type, null] as const),
]);
/** For whoever writes sentences. */
const verbs: readonly (readonly [RegExp, NoteGroup])[] = [
  [/^(?:hot)?fix(?:e[sd])?\s/i, 'Fixed'],
  [/^add(?:s|ed)?\s/i, 'New'],
];

const conventional = /^([a-z]{2,10})(?:\([^()]*\))?(!)?:\s*(?=\S)/i;
const breakingWords = /^BREAKING[ -]CHANGE:\s*(?=\S)/;
/** As git writes it: `Revert "feat: prices with tax"`. */
const reverted = /^Revert\s+"(.+)"$/;
/** `Merge pull request #12 from ana/prices Prices with tax`, `Merged PR 12: Prices with tax`. */
const merged = /^(?:Merge pull request #|Merged PR )(\d{1,9})(?: from [^\s:]+)?(?::\s*|\s+)(?!from\s)(?=\S)/;

const reference = /#\d{1,9}|[A-Z][A-Z0-9_]{1,9}-[1-9]\d{0,8}/;
const closing = '(?:[Cc]lose[sd]?|[Ff]ix(?:e[sd])?|[Rr]esolve[sd]?|[Rr]efs?|[Ss]ee)';
const one = `(?:${closing}\\s+)?(?:${reference.source})`;
/** `… (#12)`, `… (closes SHOP-7, #12)`, `…, fixes #12`. */
const trailing = new RegExp(
  `(?:\\s*[([]${one}(?:(?:,\\s*|\\s+)${one})*[)\\]]|[,;.]\\s+${closing}\\s+(?:${reference.source}))\\.?$`,
);
/** `SHOP-7: …`, `[SHOP-7] …`, `#12 …`. */
const leading = new RegExp(`^(?:\\[(?:${reference.source})\\]|(?:${reference.source})):?\\s+(?=\\S)`);

/** Without the references that it begins and ends with: they are said once, behind it. `UTF-8` is none. */
const bare = (subject: string): string => {
  const known = new Set(issuesIn(subject));
  const without = (text: string, place: RegExp): string => {
    const [found] = place.exec(text) ?? [];
    const names = found?.match(new RegExp(reference, 'g')) ?? [];
    return found !== undefined && names.every((name) => known.has(name)) ? text.replace(place, '').trim() : text;
  };
  return without(without(subject, trailing), leading) || subject;
};

/** Takes off the type, where it is one that is known: in “web: shows prices” the first word says something. */
const typed = (title: string): { readonly type: string | null; readonly marked: boolean; readonly words: string } => {
  const [whole = '', type = '', mark] = conventional.exec(title) ?? [];
  const name = type.toLowerCase();
  if (!types.has(name)) return { type: null, marked: mark === '!', words: title };
  return { type: name, marked: mark === '!', words: title.slice(whole.length) };
};

const sentence = (text: string): string => text.replace(/^[a-z]/, (first) => first.toUpperCase());

/** Every word of it is the commit’s own. */
export const notedChange = (change: Change): NotedChange => {
  const subject = oneLine(change.subject);
  const pull = merged.exec(subject);
  const title = bare(pull ? subject.slice(pull[0].length) : subject);
  const { type, marked, words } = typed(title);
  const said = breakingWords.test(title);
  const breaking = marked || said || change.breaking === true;
  const back = reverted.exec(title)?.[1] ?? (type === 'revert' ? words : null);
  const text = sentence(back === null ? bare(words.replace(breakingWords, '')) : bare(typed(bare(back)).words));
  const verb = verbs.find(([begins]) => begins.test(words))?.[1] ?? 'Changed';
  const byType = type === null ? verb : (types.get(type) ?? null);
  const named = new Set(issuesIn(text));
  const refs = [...(pull ? [`#${pull[1]}`] : []), ...issuesIn(subject), ...change.issues];
  return {
    group: breaking ? 'Changed' : back === null ? byType : 'Taken back',
    breaking,
    text: text || shortCommit(change.commit),
    refs: [...new Set(refs)].filter((ref) => !named.has(ref)),
  };
};
