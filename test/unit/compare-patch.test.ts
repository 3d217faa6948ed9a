import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import type { FileChange, Patch } from '../../contract/diff';
import { flatFrom, flatRows, lineCount, patchRows, type PatchRow } from '../../renderer/compare/patch-rows';
import { modeNote, readPatch } from '../../renderer/compare/read-patch';

const file: FileChange = { path: 'a.ts', from: null, status: 'modified', insertions: 2, deletions: 1 };
const patch = (body: string): Extract<Patch, { kind: 'text' }> => ({
  kind: 'text',
  truncated: false,
  patch: `diff --git a/a.ts b/a.ts\n--- a/a.ts\n+++ b/a.ts\n${body}`,
});
const two = patch(
  '@@ -1,3 +1,4 @@\n one\n-two\n+TWO\n+two and a half\n three\n@@ -10,2 +11,1 @@ class Late {\n ten\n-eleven\n\\ No newline at end of file\n',
);

/** The library is an ES module only, which a test is not, and asks on loading for a navigator, which Node has from 21 on. */
const rows = async (layout: 'split' | 'unified'): Promise<readonly PatchRow[]> => {
  if (!('navigator' in globalThis)) Object.assign(globalThis, { navigator: { userAgent: 'Node' } });
  const { parsePatchFiles } = await import('@pierre/diffs');
  return patchRows(parsePatchFiles(two.patch)[0]!.files[0]!, layout);
};

test('unified: removed lines, then added ones, with the numbers of their own side', async () => {
  const changes = (await rows('unified')).filter((row) => row.kind === 'change');
  expect(changes.map((row) => [row.old?.number ?? null, row.new?.number ?? null])).toEqual([
    [2, null],
    [null, 2],
    [null, 3],
    [11, null],
  ]);
});

test('lines that stay have a number on each side, also after lines that changed', async () => {
  const same = (await rows('unified')).filter((row) => row.kind === 'context');
  expect(same.map((row) => [row.old.number, row.new.number])).toEqual([
    [1, 1],
    [3, 4],
    [10, 11],
  ]);
});

test('side by side: a changed line stands beside the line it became', async () => {
  const changes = (await rows('split')).filter((row) => row.kind === 'change');
  expect(changes.map((row) => [row.old?.number ?? null, row.new?.number ?? null])).toEqual([
    [2, 2],
    [null, 3],
    [11, null],
  ]);
});

test('what was left out between two hunks is counted and named', async () => {
  const all = await rows('split');
  expect(all.filter((row) => row.kind === 'hunk')).toEqual([{ kind: 'hunk', text: 'class Late {', skipped: 6 }]);
  expect(all.at(-1)).toMatchObject({ kind: 'note' });
});

test('flat rows count both sides and leave git’s heading out', () => {
  expect(flatRows(two.patch).map((row) => [row.kind, row.old, row.new, row.text])).toEqual([
    ['hunk', null, null, ''],
    ['context', 1, 1, 'one'],
    ['removed', 2, null, 'two'],
    ['added', null, 2, 'TWO'],
    ['added', null, 3, 'two and a half'],
    ['context', 3, 4, 'three'],
    ['hunk', null, null, 'class Late {'],
    ['context', 10, 11, 'ten'],
    ['removed', 11, null, 'eleven'],
    ['note', null, null, 'No newline at end of file'],
  ]);
});

test('flat rows hold every line of the hunks, whatever stands in them', () => {
  const line = fc.tuple(fc.constantFrom(' ', '+', '-'), fc.stringMatching(/^[ -~]{0,20}$/));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 50 }), (lines) => {
      const text = `@@ -1 +1 @@\n${lines.map(([sign, rest]) => `${sign}${rest}\n`).join('')}`;
      assert.deepEqual(
        flatRows(text)
          .slice(1)
          .map((row) => row.text),
        lines.map(([, rest]) => rest),
      );
    }),
  );
});

test('a patch of twenty thousand lines, and one that was cut, are shown flat', () => {
  const long = patch(`@@ -0,0 +1,${flatFrom} @@\n${'+x\n'.repeat(flatFrom)}`);
  expect(lineCount(long.patch)).toBeGreaterThan(flatFrom);
  expect(readPatch(file, long).kind).toBe('flat');
  expect(readPatch(file, { ...two, truncated: true }).kind).toBe('flat');
  expect(readPatch(file, two).kind).toBe('coloured');
});

const wordsOf = (change: Partial<FileChange>, text: Exclude<Patch, { kind: 'failed' }>): string => {
  const read = readPatch({ ...file, ...change }, text);
  return read.kind === 'words' ? read.text : `(${read.kind})`;
};

test('binaries, submodules, modes and moves are said in words', () => {
  expect(wordsOf({ status: 'added' }, { kind: 'binary', bytes: 18_204 })).toContain('A binary file, 17.8 KB.');
  expect(wordsOf({}, { kind: 'binary', bytes: null })).toContain('A binary file.');
  const moved = patch('@@ -1 +1 @@\n-Subproject commit 3b18e51aa\n+Subproject commit 9c2f0aabb\n');
  expect(wordsOf({ status: 'submodule' }, moved)).toBe('A submodule: it moved from 3b18e51 to 9c2f0aa.');
  const mode: Patch = { kind: 'text', truncated: false, patch: 'old mode 100644\nnew mode 100755\n' };
  expect(wordsOf({ status: 'mode-changed' }, mode)).toContain('it was a plain file, it is executable');
  const rename: Patch = { kind: 'text', truncated: false, patch: 'similarity index 100%\nrename from b.ts\n' };
  expect(wordsOf({ status: 'renamed', from: 'b.ts' }, rename)).toBe('Moved from b.ts, its contents are the same.');
});

test('a mode that changed beside lines is a note above them', () => {
  expect(modeNote({ ...two, patch: `old mode 100755\nnew mode 100644\n${two.patch}` })).toContain('it was executable');
  expect(modeNote(two)).toBeNull();
});
