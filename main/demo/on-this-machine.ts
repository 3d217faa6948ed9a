import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Iso } from '../../contract/commit';
import { mirrorsFolder, workspaceFolder } from '../data-folder';
import { createLocalEndpoint } from '../endpoints/local/local-endpoint';
import { stopLocal } from '../endpoints/local/stop-local';
import { createGit } from '../git/git';
import type { Trust, Workspaces } from '../release/record-ports';
import type { DemoPorts } from './build';

export interface ThisMachine {
  /** The data folder. */
  readonly data: string;
  /** Absolute path of the built supervisor. */
  readonly supervisor: string;
  readonly workspaces: Pick<Workspaces, 'read'>;
  readonly trust: Pick<Trust, 'trust'>;
  readonly now: () => Iso;
}

/** Where the demo is kept, unless somebody asks for it elsewhere. */
export const demoFolder = (data: string): string => join(data, 'demo');

/** The demo's ports with the real endpoint and the real mirrors, in the places that the engine uses for the same workspace. */
export const demoPorts = ({ data, supervisor, workspaces, trust, now }: ThisMachine): DemoPorts => ({
  workspaces,
  trust,
  machinery: (workspace) => {
    const { mirrors, source } = createGit({
      mirrorsFolder: mirrorsFolder(data),
      concurrency: availableParallelism(),
      now,
      componentOf: (name) => workspace.components.find((component) => component.name === name),
    });
    const stateFolder = join(workspaceFolder(data, workspace.id), 'local');
    return { mirrors, endpoint: createLocalEndpoint({ stateFolder, supervisorScript: supervisor, source, now }) };
  },
  forget: async (workspaceId) => {
    const folder = workspaceFolder(data, workspaceId);
    await stopLocal(join(folder, 'local'));
    // The ledger starts anew, so what was seen of the old one would raise an alarm; the journal speaks of deployments that are gone.
    await rm(folder, { recursive: true, force: true });
  },
});
