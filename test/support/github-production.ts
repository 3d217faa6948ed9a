import { commitOf } from './endpoint-services';
import { never } from './endpoint-orders';
import { test as base, version, type GithubRig } from './github-contract';
import { ranAgainst } from './proves';

export const old = commitOf('a');
export const candidate = commitOf('b');

/** Production runs `old`, by a deployment that was recorded. */
export const test = base.extend<{ production: undefined }>({
  production: [
    async ({ github }, use, info) => {
      ranAgainst(info, `GitHub’s description, @octokit/openapi ${version}`);
      github.state.record(old, 'production', {}, [{ state: 'success' }]);
      await use(undefined);
    },
    { auto: true },
  ],
});

export const runs = async (github: GithubRig) => (await github.endpoint.observe(github.target(), never)).outcome;
export const posts = (github: GithubRig) => github.peer.seen.filter(({ method }) => method === 'POST');
export const onDeployments = (method: string, path: string): boolean =>
  method === 'POST' && path.endsWith('/deployments');
