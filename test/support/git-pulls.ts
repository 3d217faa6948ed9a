import type { ServerResponse } from 'node:http';
import { json, startPeer, type Peer, type Seen } from './endpoint-http';
import { git } from './repositories';

interface PullRequest {
  readonly number: number;
  state: 'open' | 'closed';
  merged_at: string | null;
  title: string;
  body: string;
  readonly head: string;
  readonly base: string;
}

/** How the API answers from now on, but for reading: `loses` does what is asked and cuts the connection. */
type Mood = 'well' | 'loses' | 'busy' | 'denies' | 'hangs';

export interface PullsServer {
  readonly peer: Peer;
  readonly pulls: PullRequest[];
  mood: Mood;
  /** It does not know `head`, as Gitea: a list has every pull request, 30 a page. */
  listsAll: boolean;
  /** Somebody merges it, all commits in one and with words of their own, as the button for that does. */
  readonly merge: (pull: PullRequest) => Promise<void>;
  readonly close: () => Promise<void>;
}

const shown = (pull: PullRequest, origin: string) => ({
  number: pull.number,
  state: pull.state,
  merged_at: pull.merged_at,
  title: pull.title,
  body: pull.body,
  html_url: `${origin}/acme/config/pull/${pull.number}`,
  head: { ref: pull.head, repo: { full_name: 'acme/config' } },
  base: { ref: pull.base },
});

/** Pull requests of `acme/config` as GitHub's REST API has them, for a bare repository of this machine. */
export const startPulls = async (repository: string): Promise<PullsServer> => {
  const pulls: PullRequest[] = [];
  const make = ({ body }: Seen): readonly [number, unknown] => {
    // as: what is sent is what is tested
    const { title, body: text, head, base } = JSON.parse(body) as PullRequest;
    if (pulls.some((pull) => pull.head === head && pull.base === base && pull.state === 'open'))
      return [422, { message: 'Validation Failed', errors: [{ message: 'A pull request already exists' }] }];
    const pull = { number: pulls.length + 1, state: 'open', merged_at: null, title, body: text, head, base } as const;
    pulls.push({ ...pull });
    return [201, shown(pull, server.peer.origin)];
  };
  const answer = (request: Seen): readonly [number, unknown] => {
    const { pathname, searchParams } = new URL(request.url, server.peer.origin);
    const pull = pulls.find(({ number }) => pathname === `/repos/acme/config/pulls/${number}`);
    if (pull && request.method === 'PATCH') Object.assign(pull, JSON.parse(request.body));
    if (pull) return [200, shown(pull, server.peer.origin)];
    if (pathname !== '/repos/acme/config/pulls') return [404, { message: 'Not Found' }];
    if (request.method === 'POST') return make(request);
    const state = searchParams.get('state');
    const head = searchParams.get('head')?.replace('acme:', '');
    const listed = pulls.filter(
      (one) => (server.listsAll || one.head === head) && (state === 'all' || one.state === state),
    );
    return [
      200,
      listed
        .reverse()
        .slice(0, 30)
        .map((one) => shown(one, server.peer.origin)),
    ];
  };
  const peer = await startPeer((request, response: ServerResponse, socket) => {
    if (request.headers.authorization !== 'Bearer right')
      return json(401, { message: 'Bad credentials' })(request, response, socket);
    const writes = request.method !== 'GET';
    if (server.mood === 'hangs') return;
    if (writes && server.mood === 'denies')
      return json(403, { message: 'Resource not accessible' })(request, response, socket);
    if (writes && server.mood === 'busy') return void response.writeHead(429, { 'retry-after': '60' }).end('{}');
    const [status, body] = answer(request);
    if (writes && server.mood === 'loses') return void socket.resetAndDestroy();
    json(status, body)(request, response, socket);
  });
  const server: PullsServer = {
    peer,
    pulls,
    mood: 'well',
    listsAll: false,
    merge: async (pull) => {
      const base = `refs/heads/${pull.base}`;
      const args = ['commit-tree', `${pull.head}^{tree}`, '-p', base, '-m', `Merge #${pull.number}`];
      await git(repository, ['update-ref', base, (await git(repository, args)).trim()]);
      pull.state = 'closed';
      pull.merged_at = new Date().toISOString();
    },
    close: peer.close,
  };
  return server;
};
