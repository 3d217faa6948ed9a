import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const bundles = new Map<string, Promise<string>>();

/** What is broken on purpose, in one bundle only: texts of one source file, each replaced by another. */
export interface Sabotage {
  readonly name: string;
  /** How the file's path ends. */
  readonly file: string;
  readonly replace: readonly (readonly [string, string])[];
}

/**
 * Bundles the TypeScript entry of a child process into one CommonJS file for Node 18, as the app's build does.
 * Once per entry and test worker; the temporary folder goes with the worker.
 * @param entry absolute path of the `.ts` file
 * @returns absolute path of the `.cjs` file
 */
export const bundleProcess = (entry: string, sabotage?: Sabotage): Promise<string> => {
  const key = `${entry} ${sabotage?.name ?? ''}`;
  const known = bundles.get(key);
  if (known) return known;
  const bundle = buildEntry(entry, sabotage);
  bundles.set(key, bundle);
  return bundle;
};

const breaking = ({ name, file, replace }: Sabotage, done: Set<string>) => ({
  name,
  transform: (code: string, id: string): string | null => {
    if (!id.endsWith(file)) return null;
    return replace.reduce((text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`${file} has no “${from}” to break`);
      done.add(from);
      return text.replaceAll(from, to);
    }, code);
  },
});

const buildEntry = async (entry: string, sabotage?: Sabotage): Promise<string> => {
  const broken = new Set<string>();
  const folder = mkdtempSync(join(tmpdir(), 'humdrum-bundle-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const name = basename(entry, '.ts');
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel: 'error',
    // Before types are taken out: what is replaced is what the source says.
    plugins: sabotage ? [{ ...breaking(sabotage, broken), enforce: 'pre' as const }] : [],
    build: {
      ssr: entry,
      outDir: folder,
      target: 'node18',
      minify: false,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false } },
    },
    ssr: { noExternal: true, target: 'node' },
  });
  const file = join(folder, `${name}.cjs`);
  if (sabotage && broken.size < sabotage.replace.length) throw new Error(`${sabotage.file} was not broken`);
  if (!existsSync(file)) throw new Error(`${entry} was bundled, but ${file} is not there`);
  return file;
};
