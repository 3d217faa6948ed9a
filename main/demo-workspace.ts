import { join } from 'node:path';
import { done, type Result } from '../contract/failure';
import { systemClock } from './clock';
import { workspaceFolder } from './data-folder';
import { builtDemo, resetDemo, type Demo, type DemoPorts } from './demo/build';
import { demoFolder, demoPorts } from './demo/on-this-machine';
import { wakeDemo } from './demo/wake';
import { stopLocal } from './endpoints/local/stop-local';
import type { Trust, Workspaces } from './release/record-ports';
import type { Scripts } from './scripts';

export interface DemoSurroundings {
  readonly data: string;
  readonly scripts: Scripts;
  readonly workspaces: Workspaces;
  readonly trust: Trust;
  readonly signal: AbortSignal;
  readonly progress?: (text: string) => void;
}

const portsOf = ({ data, scripts, workspaces, trust }: DemoSurroundings): DemoPorts =>
  demoPorts({ data, supervisor: scripts.supervisor, workspaces, trust, now: () => systemClock.now() });

/** Where to look for free ports first: `HUMDRUM_DEMO_PORT`, for who has two demos on one machine. */
const basePort = (): { readonly basePort?: number } => {
  const asked = Number(process.env['HUMDRUM_DEMO_PORT']);
  return Number.isInteger(asked) && asked > 0 && asked < 65_000 ? { basePort: asked } : {};
};

const optionsOf = (dir: string, { signal, progress }: DemoSurroundings) => ({
  dir,
  signal,
  ...basePort(),
  ...(progress ? { progress } : {}),
});

/** Starts what the demo's ledger says, where nothing runs. */
export const wakeDemoIn = async (dir: string, around: DemoSurroundings): Promise<Result<Demo>> =>
  wakeDemo(optionsOf(dir, around), portsOf(around));

/** Builds the demo into a folder that is missing, empty or a demo: what was there of it is put back. */
export const buildDemoIn = async (dir: string, around: DemoSurroundings): Promise<Result<Demo>> =>
  resetDemo(optionsOf(dir, around), portsOf(around));

/** The demo's workspace file, built first where it is not there yet, started where it was stopped. */
export const prepareDemo = async (around: DemoSurroundings): Promise<Result<string>> => {
  const there = await builtDemo(demoFolder(around.data));
  if (there) {
    // It may have been stopped. What can't be started again is said by the board, in its cell.
    await wakeDemoIn(demoFolder(around.data), around);
    return done(there);
  }
  const built = await rebuildDemo(around);
  return built.ok ? done(built.value.file) : built;
};

export const rebuildDemo = async (around: DemoSurroundings): Promise<Result<Demo>> =>
  buildDemoIn(demoFolder(around.data), around);

/** Ends the demo's processes; what is on disk stays. */
export const stopDemo = async (workspaceId: string, around: DemoSurroundings): Promise<void> =>
  stopLocal(join(workspaceFolder(around.data, workspaceId), 'local'));
