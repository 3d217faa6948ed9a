import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { checkout } from './app-runtime';

export interface SourceFile {
  /** From the checkout, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
}

export const folders = ['contract', 'main', 'preload', 'renderer', 'scripts', 'test'] as const;

export const sourceFiles = (folder: (typeof folders)[number]): readonly SourceFile[] =>
  readdirSync(join(checkout, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
    .map((entry) => {
      const file = join(entry.parentPath ?? entry.path, entry.name);
      const text = readFileSync(file, 'utf8');
      return { path: relative(checkout, file).replaceAll('\\', '/'), text, lines: text.split('\n').length - 1 };
    });

export interface Import {
  readonly from: string;
  /** A path from the checkout without its extension, or a package as it is written. */
  readonly to: string;
  readonly local: boolean;
  readonly typeOnly: boolean;
}

const statements = /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm;

/** Every static and dynamic import and re-export of a file. */
export const importsOf = ({ path, text }: SourceFile): readonly Import[] =>
  [...text.matchAll(statements)].map(([, type, named, dynamic]) => {
    const to = named ?? dynamic ?? '';
    const local = to.startsWith('.');
    const resolved = local ? relative(checkout, resolve(checkout, dirname(path), to)).replaceAll('\\', '/') : to;
    return { from: path, to: resolved, local, typeOnly: type !== undefined };
  });
