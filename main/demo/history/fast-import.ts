import type { Tree, Unfolded, UnfoldedStory, UnfoldedTag } from './unfold';

export const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;

export const signature = (role: string, c: { readonly by: Unfolded['by']; readonly at: number }): string =>
  `${role} ${c.by.name} <${c.by.email}> ${Math.floor(c.at / 1000)} ${c.by.zone}\n`;

/** What changes a tree into another, as fast-import says it. */
const changes = (before: Tree, after: Tree): string => {
  const removed = [...before.keys()].filter((path) => !after.has(path)).map((path) => `D ${path}\n`);
  const written = [...after].filter(([path, text]) => before.get(path) !== text);
  return [...removed, ...written.map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`)].join('');
};

const commitText = (c: Unfolded, before: Tree): string => {
  const [first, second] = c.parents;
  return [
    `commit refs/heads/${c.branch}\nmark :${c.mark}\n`,
    signature('author', c),
    signature('committer', c),
    data(c.message),
    first === undefined ? '' : `from :${first}\n`,
    second === undefined ? '' : `merge :${second}\n`,
    changes(before, c.tree),
    '\n',
  ].join('');
};

const tagText = (t: UnfoldedTag): string =>
  `tag ${t.name}\nfrom :${t.mark}\n${signature('tagger', t)}${data(`${t.name}\n`)}`;

/** The stream for `git fast-import --done` that writes a whole story. A merged branch leaves no ref. */
export const storyStream = (story: UnfoldedStory): string => {
  const none: Tree = new Map();
  const commits = story.commits.map((c) => commitText(c, story.commits[(c.parents[0] ?? 0) - 1]?.tree ?? none));
  const gone = [...new Set(story.commits.map((c) => c.branch))].filter((name) => !story.branches.has(name));
  // The zero id deletes the ref at the end of the import.
  const resets = gone.map((name) => `reset refs/heads/${name}\nfrom ${'0'.repeat(40)}\n\n`);
  return [...commits, ...story.tags.map(tagText), ...resets, 'done\n'].join('');
};
