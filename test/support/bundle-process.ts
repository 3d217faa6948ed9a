import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const bundles = new Map<string, Promise<string>>();

/**
 * Bundles the TypeScript entry of a child process into one CommonJS file for Node 18, as the app's build does.
 * Once per entry and test worker; the temporary folder goes with the worker.
 * @param entry absolute path of the `.ts` file
 * @returns absolute path of the `.cjs` file
 */
export const bundleProcess = (entry: string): Promise<string> => {
  const known = bundles.get(entry);
  if (known) return known;
  const bundle = buildEntry(entry);
  bundles.set(entry, bundle);
  return bundle;
};

const buildEntry = async (entry: string): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'humdrum-bundle-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const name = basename(entry, '.ts');
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel: 'error',
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
  if (!existsSync(file)) throw new Error(`${entry} was bundled, but ${file} is not there`);
  return file;
};
