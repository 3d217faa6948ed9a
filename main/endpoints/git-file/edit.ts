import type { GitFileFormat } from '../../../contract/endpoint-kinds/git-file';
import { placeInEnv } from './in-env';
import { placeInJson } from './in-json';
import { placeInKustomization, placeInYaml } from './in-yaml';
import type { Found } from './place';

export type Edit =
  | { readonly kind: 'changed'; readonly text: string; readonly from: string }
  /** It says so already. */
  | { readonly kind: 'same' }
  | { readonly kind: 'wrong'; readonly expected: string };

const mostCharacters = 256 * 1024;

const placeIn = (text: string, format: GitFileFormat, key: string): Found => {
  switch (format) {
    case 'yaml':
      return placeInYaml(text, key);
    case 'kustomize':
      return placeInKustomization(text, key);
    case 'json':
      return placeInJson(text, key);
    case 'env':
      return placeInEnv(text, key);
  }
};

/** What the file says at `key`; for what it must be to say it, see `expected`. */
export const readVersion = (text: string, format: GitFileFormat, key: string): Found =>
  text.length > mostCharacters
    ? { expected: `a file of at most ${mostCharacters / 1024} KB` }
    : placeIn(text, format, key);

/** Makes a file say `value` at `key`, and changes nothing else: not a space, not a comment. */
export const editVersion = (text: string, format: GitFileFormat, key: string, value: string): Edit => {
  const place = readVersion(text, format, key);
  if ('expected' in place) return { kind: 'wrong', ...place };
  if (place.says === value) return { kind: 'same' };
  const written = place.write(value);
  const edited = written === null ? null : text.slice(0, place.start) + written + text.slice(place.end);
  const after = edited === null ? null : readVersion(edited, format, key);
  if (edited === null || after === null || 'expected' in after || after.says !== value)
    return { kind: 'wrong', expected: `a value that can stand at ${key}, not ${value}` };
  return { kind: 'changed', text: edited, from: place.says };
};
