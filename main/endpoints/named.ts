import type { PlaceholderValues } from '../../contract/placeholders';
import { fill } from '../../contract/placeholders';

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
const mark = /\$\{candidate\.(?:commit|version)\}/;

/** What stands for the `*` of a pattern in a name; null where the name is not like it. */
export const partOf = (pattern: string, name: string): string | null => {
  const [before = '', after = ''] = pattern.split('*');
  const found = new RegExp(`^${escaped(before)}(.+)${escaped(after)}$`, 's').exec(name);
  return found?.[1] ?? null;
};

/** The commit or version in the name of what runs, by the template candidates are named by; null where it is named otherwise. */
export const candidateIn = (template: string, name: string, values: PlaceholderValues): string | null => {
  const [before = '', after = ''] = template.split(mark).map((part) => fill(part, values));
  return partOf(`${before}*${after}`, name);
};
