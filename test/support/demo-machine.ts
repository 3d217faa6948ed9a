import { mkdtempSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Workspace } from '../../contract/workspace';
import { buildDemo, resetDemo, type Demo, type DemoPorts } from '../../main/demo/build';
import { demoPorts } from '../../main/demo/on-this-machine';
import { createTrust } from '../../main/workspace/trust';
import { createWorkspaces } from '../../main/workspace/read';
import type { Trust } from '../../main/release/record-ports';
import { bundleProcess } from './bundle-process';
import { testBlock } from './demo-shop';

const main = (path: string): string => join(__dirname, '../../main', path);
const never = new AbortController().signal;

/** A machine with nothing on it but Humdrum, for demos that are really built and started. */
export interface DemoMachine {
  readonly dir: string;
  readonly data: string;
  readonly ports: DemoPorts;
  readonly trust: Trust;
  build(): Promise<Demo>;
  reset(): Promise<Demo>;
  end(): Promise<void>;
}

export const openMachine = async (): Promise<DemoMachine> => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'humdrum-demo-')));
  const data = join(folder, 'data');
  const dir = join(folder, 'demo');
  const trust = createTrust(join(data, 'trust.json'));
  const ports = demoPorts({
    data,
    supervisor: await bundleProcess(main('endpoints/local/supervisor-process.ts')),
    workspaces: createWorkspaces(await bundleProcess(main('workspace/parse-process.ts'))),
    trust,
    now: () => new Date().toISOString(),
  });
  const basePort = await testBlock();
  const seen: Workspace[] = [];
  const made = async (building: ReturnType<typeof buildDemo>): Promise<Demo> => {
    const demo = await building;
    if (!demo.ok) throw new Error(JSON.stringify(demo.failure, null, 2));
    seen.push(demo.value.workspace);
    return demo.value;
  };
  return {
    dir,
    data,
    ports,
    trust,
    build: () => made(buildDemo({ dir, basePort, signal: never }, ports)),
    reset: () => made(resetDemo({ dir, signal: never }, ports)),
    end: async () => {
      for (const workspace of seen) await ports.forget(workspace.id);
      await rm(folder, { recursive: true });
    },
  };
};
