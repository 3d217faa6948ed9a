import { readFile, realpath, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { done, failed, type Result } from '../../contract/failure';

export interface InnerFile {
  /** Absolute, through no link. */
  readonly path: string;
  readonly bytes: number;
}

/**
 * A file inside the workspace file's folder, wherever a candidate's name or a link would lead. Failure: `file-unreadable`.
 * @param file relative to `folder`, filled
 */
export const innerFile = async (folder: string, file: string): Promise<Result<InnerFile>> => {
  const no = (why: string): Result<never> => failed({ kind: 'file-unreadable', file, why });
  try {
    const root = await realpath(folder);
    const path = await realpath(resolve(root, file));
    const inner = relative(root, path);
    if (inner === '..' || inner.startsWith(`..${sep}`)) return no(`it is outside of ${root}`);
    const found = await stat(path);
    return found.isFile() ? done({ path, bytes: found.size }) : no('it is no file');
  } catch (error) {
    return no(error instanceof Error ? error.message : String(error));
  }
};

const megabyte = 1024 * 1024;

/** The text of such a file, of at most 1 MB. Failure: `file-unreadable`. */
export const innerText = async (folder: string, file: string): Promise<Result<string>> => {
  const found = await innerFile(folder, file);
  if (!found.ok) return found;
  const { path, bytes } = found.value;
  if (bytes > megabyte)
    return failed({ kind: 'file-unreadable', file, why: `it has ${bytes} bytes, more than ${megabyte}` });
  try {
    return done(await readFile(path, 'utf8'));
  } catch (error) {
    return failed({ kind: 'file-unreadable', file, why: error instanceof Error ? error.message : String(error) });
  }
};
