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
  const sweep = async (): Promise<void> => {
    await endpoint.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  try {
    const used = await use({ operator, endpoint, folder });
    await sweep();
    return used;
  } catch (error) {
    // What other workers still write stands in the way of sweeping: that must not be said instead of what went wrong.
    await sweep().catch(() => undefined);
    throw error;
  }
};
