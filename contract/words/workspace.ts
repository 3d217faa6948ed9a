import type { WorkspaceFailure } from '../failure';
import { nothingDeployed, words, type Wording } from './words';

export const workspaceWords: Wording<WorkspaceFailure> = {
  'workspace-missing': (f) =>
    words(
      'No workspace file',
      `${f.file} is not there.`,
      nothingDeployed,
      'Check the path, or open another workspace file.',
    ),
  'workspace-unreadable': (f) =>
    words(
      'The workspace file can’t be read',
      `${f.file}: ${f.why}`,
      nothingDeployed,
      'Make the file readable and correct, then open it again.',
    ),
  'workspace-too-large': (f) =>
    words(
      'The workspace file is too large',
      `${f.file} has ${f.bytes} bytes; a workspace file has at most ${f.limit}.`,
      nothingDeployed,
      'Is it the right file? Make it smaller.',
    ),
  'workspace-bomb': (f) =>
    words(
      'The workspace file is not safe to read',
      `${f.file}: ${f.why}`,
      nothingDeployed,
      'Write it without deep nesting and without many aliases.',
    ),
  'workspace-invalid': (f) => {
    const list = f.problems.map(
      (p) =>
        `${f.file}:${p.line}:${p.column} ${p.key}: found ${p.found}, expected ${p.expected}${p.nearest ? `; did you mean ${p.nearest}?` : ''}`,
    );
    return words(
      'The workspace file has mistakes',
      list.join('\n'),
      nothingDeployed,
      'Correct the lines and save; the board reads the file again by itself.',
    );
  },
  untrusted: (f) =>
    words(
      'This workspace is not trusted yet',
      `Nobody has agreed yet to the ${f.acts.length} things it would run or reach, such as: ${f.acts.slice(0, 2).join('; ')}.`,
      'Nothing it names was run.',
      'Read the list and trust the workspace, or close it.',
    ),
  'nothing-to-propose': (f) =>
    words(
      'Nothing was found that could be a component',
      [`Looked at ${f.looked.join(', ')}: no git repository.`, ...f.left].join('\n'),
      'Nothing was run or written.',
      'Name a folder that holds git repositories, or where else they are.',
    ),
  'file-exists': (f) =>
    words(
      'Something stands there already',
      `${f.file} is there, and is never overwritten.`,
      'It is as it was.',
      'Open it, or save the new one under another name.',
    ),
  'file-unwritable': (f) =>
    words(
      'The file can’t be written',
      `${f.file}: ${f.why}`,
      nothingDeployed,
      'Save it where this user may write; say where as a whole path, from the root on.',
    ),
};
