import { join } from 'node:path';
import { createGitFileEndpoint } from '../../main/endpoints/git-file/git-file-endpoint';
import type { Source } from '../../main/release/git-ports';
import { deploy, never, orderOf, targetOf } from '../support/endpoint-orders';
import { componentOf, expect, gitIn, test } from '../support/git-rig';
import { proves } from '../support/proves';
import { buildRepository, git } from '../support/repositories';

type Push = Parameters<Source['pushFile']>[0];

/** The push loses its answer, and lands when somebody next asks where the branch is. */
const landingLate = (source: Source): Source => {
  let onItsWay: Push | null = null;
  return {
    ...source,
    async *pushFile(push) {
      onItsWay = push;
      const failure = { kind: 'git-failed', repository: 'config', verb: 'push', why: 'cut' } as const;
      yield { type: 'receipt', receipt: { kind: 'unclear', failure } };
    },
    readBranch: async (...asked) => {
      const push = onItsWay;
      onItsWay = null;
      if (push) for await (const { type } of source.pushFile(push, never)) expect(type).toBeDefined();
      return source.readBranch(...asked);
    },
  };
};

test(
  'a push that lands while it is being looked for is not taken for somebody else’s',
  proves('git-file', 'cut'),
  async ({ folder }) => {
    const shop = ['one', 'two'].map((name) => ({ name, files: { a: name } }));
    const catalog = await buildRepository(join(folder, 'catalog.git'), { commits: shop });
    const files = { 'values.yaml': `tag: ${catalog.id('one')}\n` };
    const remote = await buildRepository(join(folder, 'config.git'), { commits: [{ name: 'first', files }] });
    const component = componentOf(catalog.path);
    const endpoint = createGitFileEndpoint({
      source: landingLate(gitIn(folder, { componentOf: () => component }).source),
      secrets: { get: async () => null },
      now: () => new Date().toISOString(),
      folder,
      me: { name: 'Ada', email: 'ada@example.com' },
    });
    const target = targetOf({
      kind: 'git-file',
      repository: remote.path,
      branch: 'main',
      file: 'values.yaml',
      key: '/tag',
      value: '${candidate.commit}',
      observe: { url: 'http://127.0.0.1:1/version', commit: '/commit', answers: 1 },
    });
    const { receipt } = await deploy(endpoint, orderOf(target, catalog.id('two')));
    expect(await git(remote.path, ['show', 'main:values.yaml'])).toBe(`tag: ${catalog.id('two')}\n`);
    expect(receipt).toMatchObject({ kind: 'accepted' });
  },
);
