import type { FileChange, Patch } from '../../contract/diff';
import { flatFrom, lineCount } from './patch-rows';

/** What there is to see of one file's patch. */
export type ReadPatch =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'coloured' | 'flat'; readonly patch: string };

const modeOf = (mode: string): string =>
  mode === '100755' ? 'executable' : mode === '120000' ? 'a symbolic link' : mode === '100644' ? 'a plain file' : mode;

const modeWords = (patch: string): string | null => {
  const before = /^old mode (\d+)$/m.exec(patch)?.[1];
  const after = /^new mode (\d+)$/m.exec(patch)?.[1];
  return before === undefined || after === undefined
    ? null
    : `Its mode changed: it was ${modeOf(before)}, it is ${modeOf(after)} (${before} → ${after}).`;
};

const submoduleWords = (patch: string): string => {
  const before = /^-Subproject commit ([0-9a-f]{7,64})/m.exec(patch)?.[1]?.slice(0, 7);
  const after = /^\+Subproject commit ([0-9a-f]{7,64})/m.exec(patch)?.[1]?.slice(0, 7);
  if (before !== undefined && after !== undefined) return `A submodule: it moved from ${before} to ${after}.`;
  if (after !== undefined) return `A submodule, added at ${after}.`;
  return before === undefined ? 'A submodule changed.' : `A submodule, removed; it was at ${before}.`;
};

const sizeOf = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
};

const hasHunk = (patch: string): boolean => /^@@ /m.test(patch);

/** Words where there is nothing to read line by line, else the patch in the form that fits its length. */
export const readPatch = (file: FileChange, patch: Exclude<Patch, { kind: 'failed' }>): ReadPatch => {
  if (patch.kind === 'binary') {
    return {
      kind: 'words',
      text: `A binary file${patch.bytes === null ? '' : `, ${sizeOf(patch.bytes)}`}. There are no lines to show.`,
    };
  }
  if (file.status === 'submodule') return { kind: 'words', text: submoduleWords(patch.patch) };
  if (!hasHunk(patch.patch)) {
    const moved = file.from === null ? null : `Moved from ${file.from}, its contents are the same.`;
    const empty = file.status === 'added' ? 'An empty file was added.' : 'No lines differ.';
    return { kind: 'words', text: [moved, modeWords(patch.patch)].filter((w) => w !== null).join(' ') || empty };
  }
  // A patch that was cut does not hold what its last heading promises: it is shown as it is.
  if (patch.truncated || lineCount(patch.patch) >= flatFrom) return { kind: 'flat', patch: patch.patch };
  return { kind: 'coloured', patch: patch.patch };
};

/** A mode change beside changed lines: the patch shows the lines, this says the rest. */
export const modeNote = (patch: Patch): string | null =>
  patch.kind === 'text' && hasHunk(patch.patch) ? modeWords(patch.patch) : null;
