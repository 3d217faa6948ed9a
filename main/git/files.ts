import type { FileChange } from '../../contract/diff';
import { done, failed, type Result } from '../../contract/failure';
import type { Range } from '../release/git-ports';
import { remembering } from './remember';
import type { OpenMirror } from './mirror';
import type { TreePath } from './refs';
import { pathArgs, type Walk } from './walk';

/** The id of the tree without files: what a range without `from` is compared with. */
export const emptyTree = (commit: string): string =>
  commit.length === 64
    ? '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321'
    : '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** Renames are looked for everywhere: no textconv, no external diff, whatever the tree's attributes say. */
export const diffFlags: readonly string[] = ['--no-ext-diff', '--no-textconv', '--no-color', '--find-renames'];

const submodule = '160000';

const statusOf = (raw: readonly string[]): FileChange['status'] => {
  const [before, after, from, to, letter = ''] = raw;
  if (before === submodule || after === submodule) return 'submodule';
  if (letter.startsWith('R')) return 'renamed';
  if (letter === 'A') return 'added';
  if (letter === 'D') return 'deleted';
  return from === to ? 'mode-changed' : 'modified';
};

/**
 * Reads `git diff-tree -r -z --raw --numstat`. Raw: `:100644 100755 <id> <id> M` NUL path NUL, two paths for a rename. Numstat:
 * `1\t2\tpath` NUL, for a rename `1\t2\t` NUL from NUL to NUL, `-\t-` for a binary.
 */
export const parseDiffTree = (output: string): readonly FileChange[] => {
  const pieces = output.split('\0');
  const files = new Map<string, FileChange>();
  for (let i = 0; i < pieces.length - 1;) {
    const piece = pieces[i] ?? '';
    const isRaw = piece.startsWith(':');
    const numbers = isRaw ? null : /^(\d+|-)\t(\d+|-)\t/.exec(piece);
    if (isRaw) {
      const status = statusOf(piece.slice(1).split(' '));
      const isPair = /[RC]\d*$/.test(piece);
      const path = pieces[i + (isPair ? 2 : 1)] ?? '';
      files.set(path, { path, from: isPair ? (pieces[i + 1] ?? '') : null, status, insertions: 0, deletions: 0 });
      i += isPair ? 3 : 2;
    } else if (numbers) {
      const inline = piece.slice(numbers[0].length);
      const path = inline === '' ? (pieces[i + 2] ?? '') : inline;
      const file = files.get(path);
      const count = (text: string | undefined): number | null => (text === '-' ? null : Number(text));
      if (file) files.set(path, { ...file, insertions: count(numbers[1]), deletions: count(numbers[2]) });
      i += inline === '' ? 3 : 1;
    } else i += 1;
  }
  return [...files.values()];
};

/** Files that differ between the trees of a range, in git's order; kept, because a range never changes. */
export const createFiles = (walk: Walk) => {
  const read = async (mirror: OpenMirror, range: Range, path: TreePath, signal: AbortSignal) => {
    const from = range.from ?? emptyTree(range.to);
    const args = [
      'diff-tree',
      '-r',
      '-z',
      '--raw',
      '--numstat',
      '--abbrev=64',
      ...diffFlags,
      '--ignore-submodules=none',
    ];
    const output = await walk(
      mirror,
      [...args, from, range.to, '--', ...pathArgs(path)],
      [range.from, range.to],
      signal,
    );
    return output.ok ? done(parseDiffTree(output.value.toString('utf8'))) : output;
  };
  const kept = remembering<readonly FileChange[]>(100);
  return async (
    mirror: OpenMirror,
    range: Range,
    path: TreePath,
    signal: AbortSignal,
  ): Promise<Result<readonly FileChange[]>> => {
    if (signal.aborted) return failed({ kind: 'cancelled' });
    const key = `${mirror.folder}\n${range.from ?? ''}\n${range.to}\n${path}`;
    const before = kept.get(key);
    if (before) return done(before);
    const files = await read(mirror, range, path, signal);
    if (files.ok) kept.set(key, files.value);
    return files;
  };
};

export type Files = ReturnType<typeof createFiles>;
