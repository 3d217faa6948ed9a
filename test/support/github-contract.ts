import { expect, test as base } from '@playwright/test';
import type { GithubEndpoint } from '../../contract/endpoint-kinds/github';
import type { Target } from '../../contract/workspace';
import { createGithubEndpoint } from '../../main/endpoints/github/github-endpoint';
import type { Endpoint } from '../../main/release/ports';
import type { Secrets } from '../../main/release/record-ports';
import { json, startPeer, type Peer } from './endpoint-http';
import { targetOf } from './endpoint-orders';
import { describeGithub } from './github-description';
import { serveGithub } from './github-fake';
import { GithubState } from './github-state';
import { openValidatingProxy } from './validating-proxy';

export { version } from './github-description';

type Answer = Peer['answer'];

/** What stands in for GitHub’s answer to a request; null: GitHub answers. `cut`: GitHub hears it, and its answer is lost. */
export type Fault = (method: string, path: string) => Answer | 'cut' | null;

export interface GithubRig {
  readonly peer: Peer;
  state: GithubState;
  fault: Fault;
  /** What departed from GitHub’s description so far; what is left at the end of a test fails it. */
  readonly departures: string[];
  readonly secrets: Secrets;
  readonly endpoint: Required<Endpoint>;
  readonly target: (config?: Partial<GithubEndpoint>, more?: Partial<Target>) => Target;
}

interface Contract {
  state: GithubState;
  readonly origin: string;
}

/**
 * GitHub by its own description: a peer that may misbehave, before a proxy that holds every request and answer against what GitHub
 * has published, before a GitHub of ours that remembers. Whatever departs from the description fails the test.
 */
export const test = base.extend<{ github: GithubRig }, { contract: Contract }>({
  contract: [
    async ({}, use) => {
      const github = await describeGithub();
      const contract = { state: new GithubState(), origin: '' };
      const fake = await serveGithub(() => contract.state, github);
      const proxy = await openValidatingProxy(github.description, fake.origin);
      contract.origin = proxy.origin;
      await use(contract);
      await proxy.close();
      await fake.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  github: async ({ contract }, use) => {
    contract.state = new GithubState();
    const departures: string[] = [];
    const peer = await startPeer((request, response, socket) => {
      const { method, url, headers, body } = request;
      const fault = rig.fault(method, url);
      if (fault !== null && fault !== 'cut') return fault(request, response, socket);
      // Prism has no address of its own for what a browser or a proxy adds; only what we send is passed on.
      const { host: _, ...sent } = headers;
      const passed = { method, headers: sent as Record<string, string>, ...(body === '' ? {} : { body }) }; // as: single values
      const pass = async (): Promise<void> => {
        const answer = await fetch(contract.origin + url, passed);
        const text = await answer.text();
        const type = answer.headers.get('content-type') ?? '';
        const departure = `${method} ${url}: ${text}`;
        if (type.includes('problem+json') && !departures.includes(departure)) departures.push(departure);
        if (fault === 'cut') socket.resetAndDestroy();
        else response.writeHead(answer.status, type === '' ? {} : { 'content-type': type }).end(text);
      };
      pass().catch(() => socket.destroy());
    });
    const secrets: Secrets = {
      get: async (name, origin) => (name === 'GITHUB' && origin === peer.origin ? token : null),
    };
    const rig: GithubRig = {
      peer,
      state: contract.state,
      fault: () => null,
      departures,
      secrets,
      endpoint: createGithubEndpoint({
        secrets,
        now: () => new Date().toISOString(),
        everyMs: 5,
        deployWithinMs: 1500,
      }),
      target: (config = {}, more = {}) =>
        targetOf(
          {
            kind: 'github',
            api: peer.origin,
            repository: 'shop/catalog',
            environment: '${environment}',
            token: '${secret:GITHUB}',
            within: '30s',
            ...config,
          },
          { environment: 'production', stage: 'production', ...more },
        ),
    };
    await use(rig);
    await peer.close();
    expect(departures).toEqual([]);
  },
});

export const token = 'ghp_hunter2hunter2';

/** What GitHub says to a token that it does not know. */
export const badCredentials = json(401, { message: 'Bad credentials', status: '401' });
