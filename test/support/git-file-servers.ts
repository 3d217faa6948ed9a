import type { GitFileEndpoint } from '../../contract/endpoint-kinds/git-file';
import { createGitFileEndpoint } from '../../main/endpoints/git-file/git-file-endpoint';
import type { GitOptions } from '../../main/git/git';
import { never, targetOf } from './endpoint-orders';
import { startController } from './git-controller';
import { test, tipOf, type ServersRig, type transports } from './git-servers';
import { ranAgainst } from './proves';
import { buildRepository, git } from './repositories';

const shop = [
  { name: 'one', files: { a: '1' } },
  { name: 'two', files: { a: '2' } },
];
/** A Helm values file. */
export const values = (tag: string): string =>
  `# Shop, production\nimage:\n    repository:  shop/catalog\n    tag: "${tag}"   # by hand only in need\n`;
const me = { name: 'Ada', email: 'ada@example.com' };

export const startFile = async (
  rig: ServersRig,
  transport: (typeof transports)[number],
  more: Partial<GitOptions> = {},
) => {
  const server = await rig.servers[transport]();
  ranAgainst(test.info(), server.system);
  const catalog = await buildRepository(`${rig.folder}/catalog.git`, { commits: shop });
  const [one, two] = [catalog.id('one'), catalog.id('two')];
  const files = {
    'env/dev/values.yaml': values(one),
    'env/dev/shop.env': `TAG=${one}\nDEBUG=0\n`,
    'env/dev/app.json': `{ "image": {"tag":"${one}"} }\n`,
    'env/dev/kustomization.yaml': `images:\n- name: shop/catalog\n  newTag: ${one}\n`,
    README: 'x',
  };
  const remote = await rig.repository('config.git', { commits: [{ name: 'first', files }] });
  const controller = await startController(remote.path, 'main', 'env/dev/values.yaml', '/image/tag');
  const config: GitFileEndpoint = {
    kind: 'git-file',
    repository: server.url('config.git'),
    branch: 'main',
    file: 'env/${environment}/values.yaml',
    key: '/image/tag',
    value: '${candidate.commit}',
    observe: { url: controller.url, commit: '/commit', answers: 1, health: '/status' },
  };
  const endpointOf = async (env: NodeJS.ProcessEnv) =>
    createGitFileEndpoint({
      source: await rig.source(catalog.path, env, more),
      secrets: { get: async () => null },
      now: () => new Date().toISOString(),
      folder: rig.folder,
      me,
      readWithinMs: 5000,
    });
  const endpoint = await endpointOf(server.env);
  const target = targetOf(config);
  const runs = async () => {
    const { outcome } = await endpoint.observe(target, never);
    return outcome.kind === 'running' ? outcome.named : outcome.kind;
  };
  const file = (name = 'values.yaml') => git(remote.path, ['show', `main:env/dev/${name}`]);
  const tip = () => tipOf(remote.path, 'main');
  return { server, remote, controller, config, target, endpoint, endpointOf, one, two, runs, file, tip };
};
