import type { Change } from '../../../contract/commit';
import { markdownText } from '../../../contract/release-notes';
import { noteGroups, unseenText } from '../../../contract/words/release-page';
import { notedChange, type NotedChange } from './noted-change';

export interface ComponentChanges {
  readonly component: string;
  readonly changes: readonly Change[];
}

const lineOf = (component: string, { breaking, text, refs }: NotedChange): string => {
  const after = refs.length === 0 ? '' : ` (${refs.join(', ')})`;
  return `- **${markdownText(component)}**: ${breaking ? '**Breaking:** ' : ''}${markdownText(`${text}${after}`)}`;
};

/**
 * The first draft of a release’s notes, in the Markdown of notes: each change that people see once, grouped, with its component; of the
 * others how many there are. Empty where nothing changes.
 */
export const draftNotes = (all: readonly ComponentChanges[]): string => {
  const noted = all.flatMap(({ component, changes }) =>
    changes.map((change) => ({ component, change: notedChange(change) })),
  );
  const groups = noteGroups.flatMap((group): readonly string[] => {
    const own = noted.filter(({ change }) => change.group === group);
    const lines = own.map(({ component, change }) => lineOf(component, change));
    return own.length === 0 ? [] : [`## ${group}\n\n${lines.join('\n')}`];
  });
  const unseen = noted.filter(({ change }) => change.group === null).length;
  return [...groups, ...(unseen === 0 ? [] : [unseenText(unseen, groups.length === 0)])].join('\n\n');
};
