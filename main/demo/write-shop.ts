import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry } from '../../contract/entry';
import { done, failed, type Result } from '../../contract/failure';
import { findNode } from './find-node';
import { stories } from './history/stories';
import { writeLedger } from './ledger-history';
import { checksOf } from './releases/checks';
import { pastEntries } from './releases/entries';
import { writeRepositories, type WrittenRepository } from './repositories';
import type { DemoEnvironment } from './shop/ports';
import { resultsSource, smokeSource } from './shop/smoke-source';
import { portsJson, workspaceText } from './shop/workspace-text';

/** What was written, before anything runs. */
export interface WrittenShop {
  readonly file: string;
  readonly repositories: ReadonlyMap<string, WrittenRepository>;
  readonly past: ReadonlyMap<DemoEnvironment, readonly Entry[]>;
}

export const resultsFile = (dir: string): string => join(dir, 'checks', 'results.json');
export const repositoriesFolder = (dir: string): string => join(dir, 'repositories');

const writeFiles = async (dir: string, basePort: number): Promise<void> => {
  await mkdir(join(dir, 'checks'), { recursive: true });
  const node = await findNode(dir);
  await Promise.all([
    writeFile(join(dir, 'humdrum.yml'), workspaceText(basePort, node)),
    writeFile(join(dir, 'ports.json'), portsJson(basePort)),
    writeFile(join(dir, 'smoke.js'), smokeSource),
    writeFile(join(dir, 'checks', 'results.js'), resultsSource),
  ]);
};

/** Writes repositories, the ledger's past, scripts and humdrum.yml into a demo's folder. */
export const writeShop = async (dir: string, basePort: number, signal: AbortSignal): Promise<Result<WrittenShop>> => {
  const written = await writeRepositories(repositoriesFolder(dir), stories, signal);
  if (!written.ok) return written;
  const repositories = written.value;
  const past = pastEntries(repositories);
  const ledger = await writeLedger(join(dir, 'ledger.git'), past, signal);
  if (!ledger.ok) return ledger;
  try {
    await writeFiles(dir, basePort);
    const checks = [...repositories.values()].flatMap(checksOf);
    await writeFile(resultsFile(dir), `${JSON.stringify(checks, null, 1)}\n`);
  } catch (error) {
    return failed({ kind: 'data-folder', folder: dir, why: error instanceof Error ? error.message : String(error) });
  }
  return done({ file: join(dir, 'humdrum.yml'), repositories, past });
};
