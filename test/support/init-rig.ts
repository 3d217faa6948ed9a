import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test as base } from '@playwright/test';
import type { Result } from '../../contract/failure';
import { proposeInput, type Proposal } from '../../contract/new-workspace';
import type { z } from 'zod';
import { createHttpEndpoint } from '../../main/endpoints/http/http-endpoint';
import { createInit } from '../../main/init/init';
import type { NewWorkspaces } from '../../main/release/record-ports';
import { createWorkspaces } from '../../main/workspace/read';
import { createTrust } from '../../main/workspace/trust';
import { bundleProcess } from './bundle-process';
import { valueOf } from './results';

type Sources = Partial<z.input<typeof proposeInput>>;

interface InitRig {
  /** A real, empty folder, gone after the test. */
  readonly folder: string;
  /** Secrets by origin and name: `https://api.example GITHUB_TOKEN`. */
  readonly secrets: Map<string, string>;
  readonly init: NewWorkspaces;
  readonly look: (sources?: Sources) => Promise<Result<Proposal>>;
  /** Writes files below the folder, the folders on the way too. */
  readonly put: (files: Readonly<Record<string, string>>) => void;
  /** A working copy as git leaves it, by its files alone. */
  readonly copy: (name: string, origin: string | null, more?: string) => void;
}

export const never = new AbortController().signal;

export const test = base.extend<{ rig: InitRig }>({
  rig: async ({}, use) => {
    const top = realpathSync(mkdtempSync(join(tmpdir(), 'humdrum-init-')));
    const folder = join(top, 'shop');
    mkdirSync(folder);
    const secrets = new Map<string, string>();
    const parserScript = await bundleProcess(join(__dirname, '../../main/workspace/parse-process.ts'));
    const kept = { get: async (name: string, origin: string) => secrets.get(`${origin} ${name}`) ?? null };
    const init = createInit({
      parserScript,
      workspaces: createWorkspaces(parserScript),
      trust: createTrust(join(top, 'trust.json')),
      secrets: kept,
      endpointsOf: async () => () => createHttpEndpoint({ folder, secrets: kept, now: () => new Date().toISOString() }),
    });
    const put: InitRig['put'] = (files) => {
      for (const [path, text] of Object.entries(files)) {
        const file = join(folder, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    };
    await use({
      folder,
      secrets,
      init,
      put,
      look: (sources = {}) => init.propose(proposeInput.parse({ folders: [folder], ...sources }), never),
      copy: (name, origin, more = '') =>
        put({
          [`${name}/.git/HEAD`]: 'ref: refs/heads/trunk\n',
          [`${name}/.git/config`]: `[core]\n\tbare = false\n${origin === null ? '' : `[remote "origin"]\n\turl = ${origin}\n`}${more}`,
        }),
    });
    rmSync(top, { recursive: true, force: true });
  },
});

/** The lines of a proposal that reads; throws where it does not. */
export const linesOf = (result: Result<Proposal>): readonly string[] => {
  const { lines, problem } = valueOf(result);
  if (problem !== null) throw new Error(JSON.stringify(problem));
  return lines.map(({ text, from }) => (from === null ? text : `${text} # ${from}`));
};

export { expect } from '@playwright/test';
