import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import type { FileChange } from '../../contract/diff';
import { comparisonTree, fileTree, firstFile, treeRows, type TreeNode } from '../../renderer/compare/file-tree';
import { keyMove } from '../../renderer/compare/tree-keys';

const file = (path: string, insertions: number | null = 1, deletions: number | null = 2): FileChange => ({
  path,
  from: null,
  status: 'modified',
  insertions,
  deletions,
});
const labels = (nodes: readonly TreeNode[]): readonly string[] => treeRows(nodes, new Set()).map((r) => r.node.label);

test('folders come first, chains of only children are one folder, and file-2 comes before file-10', () => {
  const tree = fileTree(
    'api',
    ['z.ts', 'src/a/b/deep.ts', 'src/a/b/file-10.ts', 'src/a/b/file-2.ts'].map((p) => file(p)),
  );
  expect(labels(tree)).toEqual(['src/a/b', 'deep.ts', 'file-2.ts', 'file-10.ts', 'z.ts']);
});

test('a folder adds up its files; a binary counts as a file without lines', () => {
  const [folder] = fileTree('api', [file('a/x', 3, 1), file('a/y', 4, 0), file('a/z.png', null, null)]);
  expect(folder).toMatchObject({ label: 'a', files: 3, insertions: 7, deletions: 1 });
});

test('several components are folders of their own, one is none, and their keys never meet', () => {
  const parts = [
    { component: 'api', files: [file('src/x.ts')] },
    { component: 'web', files: [file('src/x.ts')] },
    { component: 'same', files: [] },
  ];
  expect(labels(comparisonTree(parts))).toEqual(['api', 'src', 'x.ts', 'web', 'src', 'x.ts']);
  expect(labels(comparisonTree(parts.slice(0, 1)))).toEqual(['src', 'x.ts']);
  const keys = treeRows(comparisonTree(parts), new Set()).map((row) => row.node.key);
  expect(new Set(keys).size).toBe(keys.length);
});

const path = fc
  .array(fc.stringMatching(/^[a-c.:]{1,3}$/), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join('/'));

test('every file is in the tree once, whatever the paths, and every row knows its place among its siblings', () => {
  fc.assert(
    fc.property(fc.uniqueArray(path, { maxLength: 40 }), (paths) => {
      const tree = fileTree(
        'api',
        paths.map((p) => file(p)),
      );
      const rows = treeRows(tree, new Set());
      const found = rows.flatMap(({ node }) => (node.kind === 'file' ? [node.change.path] : []));
      assert.deepEqual([...found].sort(), [...paths].sort());
      assert.equal(new Set(rows.map((row) => row.node.key)).size, rows.length);
      const siblingsOf = (parent: string | null) => rows.filter((each) => each.parent === parent);
      assert.equal(
        rows.every((row) => siblingsOf(row.parent)[row.position - 1] === row),
        true,
      );
      assert.equal(
        rows.every((row) => siblingsOf(row.parent).length === row.siblings),
        true,
      );
      assert.equal(firstFile(tree)?.change.path ?? null, found[0] ?? null);
    }),
  );
});

test('a folded folder hides what is under it and nothing else', () => {
  const tree = fileTree(
    'api',
    ['a/x', 'a/b/y', 'c/z'].map((p) => file(p)),
  );
  const shut = treeRows(tree, new Set(['api:a/']));
  expect(shut.map((row) => row.node.label)).toEqual(['a', 'c', 'z']);
  expect(shut[0]!.expanded).toBe(false);
});

test('arrows, Home, End, Enter and letters move as in every file tree', () => {
  const tree = fileTree(
    'api',
    ['a/x', 'a/y', 'c/z'].map((p) => file(p)),
  );
  const rows = treeRows(tree, new Set());
  const at = (label: string): string => rows.find((row) => row.node.label === label)!.node.key;
  expect(keyMove(rows, at('a'), 'ArrowDown')).toEqual({ kind: 'go', key: at('x') });
  expect(keyMove(rows, at('a'), 'ArrowUp')).toBeNull();
  expect(keyMove(rows, at('a'), 'ArrowRight')).toEqual({ kind: 'go', key: at('x') });
  expect(keyMove(rows, at('a'), 'ArrowLeft')).toEqual({ kind: 'fold', key: at('a') });
  expect(keyMove(rows, at('y'), 'ArrowLeft')).toEqual({ kind: 'go', key: at('a') });
  expect(keyMove(rows, at('x'), 'End')).toEqual({ kind: 'go', key: at('z') });
  expect(keyMove(rows, at('z'), 'Home')).toEqual({ kind: 'go', key: at('a') });
  expect(keyMove(rows, at('x'), 'c')).toEqual({ kind: 'go', key: at('c') });
  expect(keyMove(rows, at('x'), 'Enter')).toMatchObject({ kind: 'open', file: { label: 'x' } });
  expect(keyMove(rows, at('x'), 'Tab')).toBeNull();
  const shut = treeRows(tree, new Set([at('a')]));
  expect(keyMove(shut, at('a'), 'ArrowRight')).toEqual({ kind: 'unfold', key: at('a') });
});

test('ten thousand files are a tree at once', () => {
  const many = Array.from({ length: 10_000 }, (_, i) => file(`p-${i % 40}/s-${i % 7}/f-${i}.ts`));
  expect(treeRows(fileTree('api', many), new Set()).filter((row) => row.node.kind === 'file')).toHaveLength(10_000);
});
