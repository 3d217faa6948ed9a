import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { done, failed, type Result } from '../../contract/failure';
import type { Workspace } from '../../contract/workspace';
import type { Mirrors } from '../release/git-ports';
import type { Endpoint } from '../release/ports';
import type { Trust, Workspaces } from '../release/record-ports';
import { makeDemoFolder, readMarker, removeDemo, writeMarker } from './folder';
import { defaultBasePort, freeBlock } from './shop/ports';
import { startShop } from './start-shop';
import { writeShop } from './write-shop';

/** What the demo needs of a workspace that has just been written. */
export interface DemoMachinery {
  readonly endpoint: Endpoint;
  /** The endpoint's source of trees. */
  readonly mirrors: Pick<Mirrors, 'refresh'>;
}

export interface DemoPorts {
  readonly workspaces: Pick<Workspaces, 'read'>;
  readonly trust: Pick<Trust, 'trust'>;
  readonly machinery: (workspace: Workspace) => DemoMachinery;
  /** Ends what earlier builds of this workspace left running, and forgets what this machine knew of it. */
  readonly forget: (workspaceId: string) => Promise<void>;
}

export interface DemoOptions {
  readonly dir: string;
  /** Where to look for 16 free ports first. */
  readonly basePort?: number;
  readonly progress?: (text: string) => void;
  readonly signal: AbortSignal;
}

export interface Demo {
  readonly file: string;
  readonly workspace: Workspace;
  readonly basePort: number;
}

/** The id that the workspace reader gives to the file of a demo: SHA-256 of its real path. */
const workspaceIdIn = async (dir: string): Promise<string> =>
  createHash('sha256')
    .update(join(await realpath(dir), 'humdrum.yml'))
    .digest('hex');

/** The workspace file of a demo that was built to the end; null where there is none. */
export const builtDemo = async (dir: string): Promise<string | null> =>
  (await readMarker(dir))?.complete ? join(dir, 'humdrum.yml') : null;

/**
 * Builds the demo system into `dir`, which is missing, empty, or a demo; starts its 16 processes; trusts it, since Humdrum made it.
 * Failures: `data-folder` (something else is in `dir`, no free ports), git's, the endpoint's.
 */
export const buildDemo = async (options: DemoOptions, ports: DemoPorts): Promise<Result<Demo>> => {
  const { dir, progress = () => undefined } = options;
  const own = new AbortController();
  // Sixteen deployments at once listen to it; more than ten is no leak here.
  setMaxListeners(0, own.signal);
  const abort = (): void => own.abort();
  options.signal.addEventListener('abort', abort, { once: true });
  if (options.signal.aborted) abort();
  try {
    return await build({ ...options, dir, progress, signal: own.signal }, ports);
  } finally {
    options.signal.removeEventListener('abort', abort);
  }
};

const build = async (
  { dir, progress, signal, ...options }: DemoOptions & { readonly progress: (text: string) => void },
  ports: DemoPorts,
): Promise<Result<Demo>> => {
  const removed = await removeDemo(dir);
  if (!removed.ok) return removed;
  const basePort = await freeBlock(options.basePort ?? defaultBasePort);
  if (basePort === null)
    return failed({ kind: 'data-folder', folder: dir, why: 'there are no 16 free ports for the demo' });
  const made = await makeDemoFolder(dir, basePort);
  if (!made.ok) return made;

  progress('Writing four repositories and seven weeks of history');
  const shop = await writeShop(dir, basePort, signal);
  if (!shop.ok) return shop;
  const { file, repositories } = shop.value;
  const read = await ports.workspaces.read(file, signal);
  if (!read.ok) return read;
  const workspace = read.value;
  await ports.forget(workspace.id);
  const trusted = await ports.trust.trust(workspace);
  if (!trusted.ok) return trusted;

  progress('Starting 16 processes');
  const { endpoint, mirrors } = ports.machinery(workspace);
  const mirrored = await Promise.all(workspace.components.map((component) => mirrors.refresh(component, signal)));
  for (const result of mirrored) if (!result.ok) return result;
  const started = await startShop(workspace, repositories, endpoint, progress, signal);
  if (!started.ok) return started;
  await writeMarker(dir, { basePort, complete: true });
  return done({ file, workspace, basePort });
};

/** Puts everything back: stops what runs, forgets what this machine knew, deletes the folder, builds it again on the same ports. */
export const resetDemo = async (options: DemoOptions, ports: DemoPorts): Promise<Result<Demo>> => {
  const marker = await readMarker(options.dir);
  if (marker === null) return buildDemo(options, ports);
  // Somebody may have broken or deleted the workspace file; its processes are known by the file's place.
  await ports.forget(await workspaceIdIn(options.dir));
  return buildDemo({ ...options, basePort: options.basePort ?? marker.basePort }, ports);
};
