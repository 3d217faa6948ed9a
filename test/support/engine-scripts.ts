import { join } from 'node:path';
import type { Scripts } from '../../main/scripts';
import { bundleProcess } from './bundle-process';

const main = (path: string): string => join(__dirname, '../../main', path);

/** The child processes of an engine, as the app's build makes them. */
export const engineScripts = async (): Promise<Scripts> => ({
  supervisor: await bundleProcess(main('endpoints/local/supervisor-process.ts')),
  parser: await bundleProcess(main('workspace/parse-process.ts')),
  gitStarter: await bundleProcess(main('git/starter-process.ts')),
});
