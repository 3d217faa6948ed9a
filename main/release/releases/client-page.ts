import { datedMomentOf } from '../../../contract/moment';
import { readNotes, type NotesBlock } from '../../../contract/release-notes';
import { nameOf } from '../../../contract/commit';
import type { ReleasePage } from '../../../contract/release-page';
import {
  boxName,
  boxText,
  callText,
  noneText,
  pageTitle,
  partTitles,
  problemText,
  testedName,
  testedText,
  unreadText,
  untestedText,
  whenText,
  type PagePart,
} from '../../../contract/words/release-page';
import { blocksHtml, blocksMarkdown, htmlText } from './client-markdown';
import { pageStyle } from './page-style';

interface Part {
  readonly name: PagePart;
  readonly blocks: readonly NotesBlock[];
}

const paragraph = (text: string): NotesBlock => ({ kind: 'paragraph', pieces: [{ text, bold: false }] });
const heading = (text: string): NotesBlock => ({ kind: 'heading', pieces: [{ text, bold: false }] });
const listOf = (items: readonly (readonly [name: string, text: string])[]): readonly NotesBlock[] =>
  items.length === 0
    ? []
    : [
        {
          kind: 'list',
          items: items.map(([name, text]) => [
            { text: name, bold: true },
            { text: `: ${text}`, bold: false },
          ]),
        },
      ];

/** What stands on the page, whichever way it is written. */
const partsOf = (page: ReleasePage): readonly Part[] => {
  const { stage, notes, unread, tested, problems, people, boxes } = page;
  const parts: readonly Part[] = [
    {
      name: 'changes',
      blocks: [
        ...readNotes(notes),
        ...(unread.length === 0 ? [] : [paragraph(unreadText(unread.map((one) => one.component)))]),
      ],
    },
    {
      name: 'tested',
      blocks: tested.flatMap((at) => [
        heading(`In ${at.stage}`),
        ...listOf(at.tests.map((one) => [testedName(one), testedText(one)])),
        ...(at.untested.length === 0 ? [] : [paragraph(untestedText(at.untested, at.stage))]),
      ]),
    },
    { name: 'problems', blocks: listOf(problems.map((one) => [one.component, problemText(one, stage)])) },
    { name: 'people', blocks: listOf(people.map((one) => [one.person.name, callText(one)])) },
    { name: 'boxes', blocks: listOf(boxes.map((box) => [boxName(box), boxText(box)])) },
  ];
  return parts.map(({ name, blocks }) => ({
    name,
    blocks: blocks.length === 0 ? [paragraph(noneText[name])] : blocks,
  }));
};

const setOf = ({ release }: ReleasePage): NotesBlock => ({
  kind: 'list',
  items: release.set.map((one) => [
    { text: `${one.component} `, bold: false },
    { text: nameOf(one), bold: true },
  ]),
});

const readText = ({ release, at }: ReleasePage): string =>
  `Release ${release.id.slice(0, 12)}, as it was read on ${datedMomentOf(at)}.`;

/** One file that is all there is: nothing in it runs, nothing of it is loaded, and no text of it becomes markup. */
export const clientPage = (page: ReleasePage): string => {
  const title = htmlText(pageTitle(page));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<header>
<h1>${title}</h1>
<p>${htmlText(whenText(page))}</p>
<div class="set">${blocksHtml([setOf(page)])}</div>
</header>
${partsOf(page)
  .map(
    ({ name, blocks }) => `<section class="${name}">\n<h2>${partTitles[name]}</h2>\n${blocksHtml(blocks)}\n</section>`,
  )
  .join('\n')}
<footer><p>${htmlText(readText(page))}</p></footer>
</main>
</body>
</html>
`;
};

/** The same as Markdown. */
export const clientMarkdown = (page: ReleasePage): string =>
  [
    blocksMarkdown([heading(pageTitle(page))], '#'),
    blocksMarkdown([paragraph(whenText(page)), setOf(page)]),
    ...partsOf(page).map(({ name, blocks }) => `## ${partTitles[name]}\n\n${blocksMarkdown(blocks, '###')}`),
    `${blocksMarkdown([paragraph(readText(page))])}\n`,
  ].join('\n\n');
