import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from './app';
import { buildRepository, type BuiltRepository, type RepositorySpec } from './repositories';

/** `works` in `live`, whose environment is the branch `live` of the same repository: two commits, the first of them live. */
export const liveText = `humdrum: 1
name: Small
stages: [live]
environments:
  live: { endpoint: { kind: git-branch, branch: live } }
components:
  - { name: works, repository: ./works.git }
`;

interface Fixtures {
  /** The folder of the workspace file, gone after the test. */
  folder: string;
  workspaceText: string;
  repositorySpec: RepositorySpec;
  works: BuiltRepository;
}

/** An app that has a small workspace open, with real repositories beside it. */
export const test = base.extend<Fixtures>({
  workspaceText: [liveText, { option: true }],
  repositorySpec: [
    {
      commits: [
        { name: 'one', files: { a: '1' } },
        { name: 'two', files: { a: '2' } },
      ],
      branches: { main: 'two', live: 'one' },
    },
    { option: true },
  ],
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'humdrum-workspace-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  works: async ({ folder, repositorySpec }, use) =>
    use(await buildRepository(join(folder, 'works.git'), repositorySpec)),
  workspace: async ({ folder, workspaceText, works: _works }, use) => {
    const file = join(folder, 'humdrum.yml');
    writeFileSync(file, workspaceText);
    await use(file);
  },
});

export { boardIsDrawn, expect } from './app';
