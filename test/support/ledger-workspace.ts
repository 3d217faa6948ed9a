import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import type { FileProblem, Result } from '../../contract/failure';
import type { Workspace } from '../../contract/workspace';
import type { Workspaces } from '../../main/release/record-ports';
import { createWorkspaces } from '../../main/workspace/read';
import { bundleProcess } from './bundle-process';

interface Rig {
  /** A temporary folder, gone after the test. */
  readonly folder: string;
  readonly workspaces: Workspaces;
  /** Writes the text as a workspace file and reads it. */
  readonly read: (text: string) => Promise<Result<Workspace>>;
}

export const test = base.extend<Rig>({
  folder: async ({}, use) => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'humdrum-test-')));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  workspaces: async ({}, use) => {
    await use(createWorkspaces(await bundleProcess(join(__dirname, '../../main/workspace/parse-process.ts'))));
  },
  read: async ({ folder, workspaces }, use) => {
    await use((text) => {
      const file = join(folder, 'humdrum.yml');
      writeFileSync(file, text);
      return workspaces.read(file, new AbortController().signal);
    });
  },
});

/** The problems of a file that does not read; throws where it does. */
export const problemsOf = (result: Result<Workspace>): readonly FileProblem[] => {
  if (result.ok) throw new Error('the file was read without a problem');
  if (result.failure.kind !== 'workspace-invalid') throw new Error(JSON.stringify(result.failure));
  return result.failure.problems;
};

/** The workspace of a file that reads; throws its failure. */
export const workspaceOf = (result: Result<Workspace>): Workspace => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure, null, 2));
  return result.value;
};

/** The smallest sensible file; tests replace parts of it. */
export const smallFile = `humdrum: 1
name: Corner shop
stages: [dev, production]
environments:
  dev:
    endpoint: { kind: git-branch, branch: env/dev }
  production:
    endpoint: { kind: git-branch, branch: env/production }
components:
  - name: catalog
    repository: /srv/git/catalog.git
  - name: basket
    repository: https://git.example/basket.git
    after: [catalog]
`;
