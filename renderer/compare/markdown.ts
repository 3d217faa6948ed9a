import { shortCommit, type Change } from '../../contract/commit';
import type { ComponentComparison, Comparison, ConfigKey, LateChanges } from '../../contract/diff';
import { explain } from '../../contract/explain';
import { isSame, summaryParts, totalsOf } from './totals';

/** Characters that Markdown would read as markup in a subject, a name or a path. */
const marks = /[\\`*_{}[\]<>#|~!&]/g;
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim().replace(marks, '\\$&');
/** A code span holds anything but its own fence: the fence is longer than the longest run inside. */
const code = (text: string): string => {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${text.replace(/\s+/g, ' ')}${pad}${fence}`;
};

const changeLine = (change: Change, late?: LateChanges | null): string =>
  `- ${code(shortCommit(change.commit))} ${plain(change.subject)} (${plain(change.author.name)}, ${change.at.slice(0, 10)})${late?.commits.includes(change.commit) === true ? `, joined after release ${plain(late.release)} was cut` : ''}`;

const configLine = (key: ConfigKey): string =>
  `- ${code(key.key)}: ${key.from === null ? 'absent' : code(key.from)} → ${key.to === null ? 'absent' : code(key.to)}`;

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `### ${title}`, '', ...lines];

const sideOf = (version: string | null, commit: string | null): string =>
  commit === null ? 'nothing' : code(version ?? shortCommit(commit));

const componentLines = (part: ComponentComparison, comparison: Comparison): readonly string[] => {
  const head = ['', `## ${plain(part.component)}`, ''];
  if (part.problem !== null) return [...head, `Could not be compared: ${plain(explain(part.problem).title)}.`];
  const sides = `${sideOf(part.fromVersion, part.from)} → ${sideOf(part.toVersion, part.to)}`;
  if (isSame(part)) return [...head, `The same: ${sideOf(part.toVersion, part.to)}.`];
  const diverged = part.lost.length > 0;
  return [
    ...head,
    sides,
    ...section(
      diverged ? `Only in ${plain(comparison.to)}` : 'Changes',
      part.changes.map((change) => changeLine(change, part.late)),
    ),
    ...section(
      `Only in ${plain(comparison.from)}`,
      part.lost.map((change) => changeLine(change)),
    ),
    ...section(
      'Migrations',
      part.migrations.map((path) => `- ${code(path)}`),
    ),
    ...section('Config', part.config.map(configLine)),
    ...section(
      'Files',
      part.files.map((file) => `- ${code(file.path)} ${lines(file)}`),
    ),
  ];
};

const lines = (file: ComponentComparison['files'][number]): string =>
  file.insertions === null || file.deletions === null
    ? `(${file.status}, ${file.status === 'submodule' ? 'a submodule' : 'binary'})`
    : `(${file.status}, +${file.insertions} −${file.deletions})`;

/** The comparison as a Markdown document: what somebody pastes into a chat or a release note. Ends with a newline. */
export const markdownOf = (comparison: Comparison): string =>
  [
    `# ${plain(comparison.from)} → ${plain(comparison.to)}`,
    '',
    `${summaryParts(totalsOf(comparison.components)).join(' · ')} (read ${comparison.at})`,
    ...comparison.components.flatMap((part) => componentLines(part, comparison)),
    '',
  ].join('\n');
