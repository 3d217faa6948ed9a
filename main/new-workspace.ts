import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { HostClient } from './api/engine';
import { systemClock } from './clock';
import { mirrorsFolder, workspaceFolder } from './data-folder';
import { createEndpoints } from './endpoints/endpoints';
import { createGit } from './git/git';
import type { StartGit } from './git/start-git';
import { whoAmI } from './identity';
import { createInit } from './init/init';
import type { NewWorkspaces, Trust, Workspaces } from './release/record-ports';
import type { Scripts } from './scripts';

interface Surroundings {
  readonly data: string;
  readonly scripts: Scripts;
  readonly startGit: StartGit;
  readonly host: HostClient;
  readonly trust: Trust;
  readonly workspaces: Workspaces;
}

/** Wires what makes a workspace file: it needs no open workspace, and opens none. */
export const createNewWorkspaces = ({
  data,
  scripts,
  startGit,
  host,
  trust,
  workspaces,
}: Surroundings): NewWorkspaces => {
  const now = (): string => systemClock.now();
  const secrets = { get: async (name: string, origin: string) => host.secrets.get({ name, origin }) };
  return createInit({
    parserScript: scripts.parser,
    workspaces,
    trust,
    secrets,
    endpointsOf: async (workspace) => {
      const settings = await host.settings.get();
      const git = createGit({
        start: startGit,
        mirrorsFolder: mirrorsFolder(data),
        concurrency: availableParallelism(),
        now,
        componentOf: (name) => workspace.components.find((component) => component.name === name),
      });
      return createEndpoints({
        folder: workspace.folder,
        stateFolder: join(workspaceFolder(data, workspace.id), 'local'),
        supervisorScript: scripts.supervisor,
        source: git.source,
        me: await whoAmI(settings.person),
        secrets,
        now,
      });
    },
  });
};
