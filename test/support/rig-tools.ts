import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleProcess, type Sabotage } from './bundle-process';
import { startEndpoint } from './rig-processes';
import type { Tools } from './rig-world';

// From the working folder, not from this file: `npm run faults` runs it bundled.
const here = resolve('test', 'support');

/** Bundles the operator and starts an endpoint, for as long as `use` lasts. */
export const withTools = async <T>(use: (tools: Tools) => Promise<T>, sabotage?: Sabotage): Promise<T> => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'humdrum-rig-')));
  const operator = await bundleProcess(join(here, 'rig-operator-process.ts'), sabotage);
  const noted = join(folder, 'noted');
  mkdirSync(noted);
  const endpoint = await startEndpoint(await bundleProcess(join(here, 'rig-endpoint-process.ts')), noted);
  try {
    return await use({ operator, endpoint, folder });
  } finally {
    await endpoint.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
};
