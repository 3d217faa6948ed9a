import type { GitBranchEndpoint } from '../../contract/endpoint-kinds/git-branch';
import { createGitBranchEndpoint } from '../../main/endpoints/git-branch';
import type { GitOptions } from '../../main/git/git';
import { targetOf } from './endpoint-orders';
import { test, tipOf, type ServersRig, type transports } from './git-servers';
import { ranAgainst } from './proves';

const commits = [
  { name: 'one', files: { a: '1' } },
  { name: 'two', files: { a: '2' } },
];

/** The server holds the branch, at `one`; what is deployed comes from a repository of its own. */
export const startBranch = async (
  rig: ServersRig,
  transport: (typeof transports)[number],
  more: Partial<GitOptions> = {},
) => {
  const server = await rig.servers[transport]();
  ranAgainst(test.info(), server.system);
  const remote = await rig.repository('shop.git', { commits, branches: { main: 'two', 'env/dev': 'one' } });
  const config: GitBranchEndpoint = {
    kind: 'git-branch',
    branch: 'env/${environment}',
    repository: server.url('shop.git'),
  };
  const target = targetOf(config);
  const endpointOf = async (env: NodeJS.ProcessEnv) =>
    createGitBranchEndpoint(await rig.source(remote.path, env, more), () => new Date().toISOString());
  const endpoint = await endpointOf(server.env);
  const [one, two] = [remote.id('one'), remote.id('two')];
  const tip = () => tipOf(remote.path, 'env/dev');
  return { server, remote, config, target, endpoint, endpointOf, one, two, tip };
};
