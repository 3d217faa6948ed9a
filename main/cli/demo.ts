import { join, resolve } from 'node:path';
import type { Result } from '../../contract/failure';
import { dataFolder } from '../data-folder';
import { buildDemoIn, stopDemo, wakeDemoIn, type DemoSurroundings } from '../demo-workspace';
import { builtDemo, type Demo } from '../demo/build';
import { demoFolder } from '../demo/on-this-machine';
import { createTrust } from '../workspace/trust';
import { createWorkspaces } from '../workspace/read';
import { keepBusy } from './busy';
import { complain, print, printJson, say, scripts, type ExitCode } from './terminal';

export interface DemoOptions {
  readonly dir?: string;
  readonly reset?: boolean;
  readonly stop?: boolean;
  readonly busy?: boolean;
  readonly json?: boolean;
}

const surroundings = (signal: AbortSignal): DemoSurroundings => {
  const data = dataFolder(process.env, process.platform);
  return {
    data,
    scripts,
    workspaces: createWorkspaces(scripts.parser),
    trust: createTrust(join(data, 'trust.json')),
    signal,
    progress: say,
  };
};

/** The demo in `dir`: as it stands where it was built, else built now. */
const ready = async (dir: string, reset: boolean, around: DemoSurroundings): Promise<Result<Demo>> => {
  const there = reset ? null : await builtDemo(dir);
  if (there === null) return buildDemoIn(dir, around);
  return wakeDemoIn(dir, around);
};

export const demo = async (options: DemoOptions): Promise<ExitCode> => {
  const ending = new AbortController();
  process.once('SIGINT', () => ending.abort());
  const around = surroundings(ending.signal);
  const dir = options.dir === undefined ? demoFolder(around.data) : resolve(options.dir);
  if (options.stop) {
    const file = await builtDemo(dir);
    const workspace = file ? await around.workspaces.read(file, around.signal) : null;
    if (workspace?.ok) await stopDemo(workspace.value.id, around);
    say('The demo’s processes have ended.');
    return 0;
  }
  const started = performance.now();
  const made = await ready(dir, options.reset ?? false, around);
  if (!made.ok) return complain(made.failure);
  const { file, workspace } = made.value;
  if (options.json)
    printJson({
      format: 1,
      workspace: file,
      name: workspace.name,
      components: workspace.components.map((c) => c.name),
    });
  else {
    say(`Ready after ${((performance.now() - started) / 1000).toFixed(1)} s.`);
    print(file);
  }
  return options.busy ? keepBusy(dir, file, ending.signal) : 0;
};
