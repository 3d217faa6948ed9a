import type { Colleague } from '../people';
import type { Edit, Step, Story } from './story';

export type Tree = ReadonlyMap<string, string>;

/** A commit with everything git needs to write it. `mark` counts from 1 in the order of writing. */
export interface Unfolded {
  readonly mark: number;
  readonly branch: string;
  readonly label: string | null;
  readonly parents: readonly number[];
  readonly at: number;
  readonly by: Colleague;
  readonly message: string;
  readonly tree: Tree;
  /** Every edit since the branch began: what a merge replays. */
  readonly edits: readonly Edit[];
}

export interface UnfoldedTag {
  readonly name: string;
  readonly mark: number;
  readonly at: number;
  readonly by: Colleague;
}

export interface UnfoldedStory {
  readonly name: string;
  readonly commits: readonly Unfolded[];
  readonly tags: readonly UnfoldedTag[];
  /** Branches that are still there, and their tips. */
  readonly branches: ReadonlyMap<string, number>;
}

/** Changes a tree; a story that does not fit together is a bug, and thrown. */
export const applyEdits = (tree: Tree, edits: readonly Edit[], what: string): Tree => {
  const files = new Map(tree);
  for (const edit of edits) {
    const text = files.get(edit.path);
    if (edit.op === 'write') files.set(edit.path, edit.text);
    else if (text === undefined) throw new Error(`${what}: there is no ${edit.path}`);
    else if (edit.op === 'append') files.set(edit.path, text + edit.text);
    else if (edit.op === 'remove') files.delete(edit.path);
    else {
      const parts = text.split(edit.from);
      if (parts.length !== 2) throw new Error(`${what}: ${edit.path} has ${parts.length - 1} times: ${edit.from}`);
      files.set(edit.path, parts.join(edit.to));
    }
  }
  return files;
};

/** The edits that take `undone` back out of `tree`: files it touched must stand as it left them. */
const inverse = (tree: Tree, undone: Unfolded, before: Tree): readonly Edit[] =>
  [...new Set(undone.edits.map((edit) => edit.path))].map((path): Edit => {
    if (tree.get(path) !== undone.tree.get(path)) throw new Error(`${undone.label}: ${path} has changed since`);
    const text = before.get(path);
    return text === undefined ? { op: 'remove', path } : { op: 'write', path, text };
  });

/** Works out trees, parents and messages of a story. Deterministic. */
export const unfold = (story: Story): UnfoldedStory => {
  const commits: Unfolded[] = [];
  const tags: UnfoldedTag[] = [];
  const tips = new Map<string, number>();
  const starts = new Map<string, number>();
  const named = new Map<string, number>();

  const at = (mark: number | undefined, what: string): Unfolded => {
    const found = mark === undefined ? undefined : commits[mark - 1];
    if (!found) throw new Error(`${story.name}: ${what} is not there yet`);
    return found;
  };
  const add = (step: Exclude<Step, { type: 'branch' | 'tag' }>, edits: readonly Edit[], second: number | null) => {
    const name = step.type === 'commit' ? step.branch : 'main';
    const tip = tips.get(name);
    const parent = tip === undefined ? null : at(tip, name);
    const mark = commits.length + 1;
    const label = 'label' in step ? step.label : null;
    const undone = step.type === 'revert' ? `\n\nThis takes back ${step.of}.` : '';
    const tree = applyEdits(parent?.tree ?? new Map(), edits, `${story.name}: ${step.subject}`);
    const parents = [parent?.mark, second].filter((p): p is number => typeof p === 'number');
    const message = `${step.subject}${undone}\n`;
    commits.push({ mark, branch: name, label, parents, at: step.at, by: step.by, message, tree, edits });
    tips.set(name, mark);
    if (label !== null) named.set(label, mark);
  };

  for (const step of story.steps) {
    if (step.type === 'commit') add(step, step.edits, null);
    else if (step.type === 'branch') {
      const from = at(tips.get(step.from) ?? named.get(step.from), step.from).mark;
      tips.set(step.name, from);
      starts.set(step.name, from);
    } else if (step.type === 'merge') {
      const tip = at(tips.get(step.branch), step.branch);
      const own = commits.filter((c) => c.branch === step.branch && c.mark > (starts.get(step.branch) ?? 0));
      add(step, own.flatMap((c) => c.edits), tip.mark); // oxfmt-ignore
      if (!step.keep) tips.delete(step.branch);
    } else if (step.type === 'revert') {
      const undone = at(named.get(step.of), step.of);
      const tree = at(tips.get('main'), 'main').tree;
      add(step, inverse(tree, undone, at(undone.parents[0], 'its parent').tree), null);
    } else {
      const mark = at(tips.get(step.branch), step.branch).mark;
      named.set(step.name, mark);
      tags.push({ name: step.name, mark, at: step.at, by: step.by });
    }
  }
  return { name: story.name, commits, tags, branches: tips };
};
