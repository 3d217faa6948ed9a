import { join } from 'node:path';
import { root, run, Stop } from './run.mjs';

/** Makes a TypeScript entry of test/ into a program, where it finds its packages; answers its file. @param entry from the checkout */
export const buildProgram = async (entry, name) => {
  const folder = join(root, 'node_modules', '.cache', name);
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--logLevel', 'error', '--ssr', entry, '--outDir', folder, '--emptyOutDir'];
  const built = await run(process.execPath, args, { quiet: true });
  if (built.code !== 0) throw new Stop(`${entry} could not be bundled (exit code ${built.code}):\n${built.out.trim()}`);
  return join(folder, entry.replace(/^.*\//, '').replace(/\.ts$/, '.mjs'));
};
