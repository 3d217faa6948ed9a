import { expect } from '@playwright/test';
import { join } from 'node:path';
import type { GitFileEndpoint } from '../../contract/endpoint-kinds/git-file';
import { createGitFileEndpoint } from '../../main/endpoints/git-file/git-file-endpoint';
import { targetOf } from './endpoint-orders';
import { startPulls } from './git-pulls';
import { componentOf, gitIn } from './git-rig';
import { buildRepository, git } from './repositories';

const shop = ['one', 'two', 'three'].map((name) => ({ name, files: { a: name } }));
export const branch = 'deploy/dev/catalog';

/** A catalog and the repository of its configuration, where changes are proposed as pull requests and wait for `within`. */
export const startProposals = async (folder: string, within = '1m', password = 'right') => {
  const catalog = await buildRepository(join(folder, 'catalog.git'), { commits: shop });
  const [one, two, three] = [catalog.id('one'), catalog.id('two'), catalog.id('three')];
  const files = { 'values.yaml': `tag: ${one}\n`, README: 'x' };
  const remote = await buildRepository(join(folder, 'config.git'), { commits: [{ name: 'first', files }] });
  const server = await startPulls(remote.path);
  const config: GitFileEndpoint = {
    kind: 'git-file',
    repository: remote.path,
    branch: 'main',
    file: 'values.yaml',
    key: '/tag',
    value: '${candidate.commit}',
    pullRequest: {
      api: server.peer.origin,
      repository: 'acme/config',
      headers: { Authorization: 'Bearer ${secret:GITHUB}' },
      branch: 'deploy/${environment}/${component}',
      within,
    },
    observe: { url: `${server.peer.origin}/version`, commit: '/commit', answers: 1 },
  };
  const component = componentOf(catalog.path);
  const endpoint = createGitFileEndpoint({
    source: gitIn(folder, { componentOf: () => component }).source,
    secrets: { get: async (name, origin) => (name === 'GITHUB' && origin === server.peer.origin ? password : null) },
    now: () => new Date().toISOString(),
    folder,
    me: { name: 'Ada', email: 'ada@example.com' },
    askEveryMs: 30,
  });
  const at = (ref: string): Promise<string> => git(remote.path, ['show', `${ref}:values.yaml`]);
  const opened = async (number = 1) => {
    await expect.poll(() => server.pulls.length).toBe(number);
    const pull = server.pulls.at(-1);
    if (!pull) throw new Error('no pull request');
    return pull;
  };
  return { remote, server, target: targetOf(config), endpoint, one, two, three, at, opened };
};
