import { expect } from '@playwright/test';
import { explain } from '../../contract/explain';
import type { Failure } from '../../contract/failure';
import { observe } from '../../main/release/observe';
import { html, json, redirects, test, truncates, type HttpRig, type Peer } from '../support/endpoint-http';
import { deploy, failureOf, never, orderOf } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { proves } from '../support/proves';
import { makeWorld, openRig } from '../support/release-rig';
import { failureOf as failureIn } from '../support/results';

// What goes wrong at the edge: each is a state of the deployment, a failure of what is read, and words that name it.

const commit = commitOf('a');
type Answer = Peer['answer'];

const withHeaders =
  (status: number, headers: Readonly<Record<string, string>>, text = 'no'): Answer =>
  (_request, response) => {
    response.writeHead(status, headers).end(text);
  };
const dateIn = (ms: number): string => new Date(Date.now() + ms).toUTCString();
const hour = 3_600_000;

/** What somebody reads, in one piece. */
const wordsOf = (failure: Failure | null): string =>
  failure === null ? '' : Object.values(explain(failure)).join(' ');

/** The same answer to an order, and to the question what runs, asked with the secret TOKEN. */
const both = async (http: HttpRig, answer: Answer) => {
  http.peer.answer = answer;
  const headers = { Authorization: 'Bearer ${secret:TOKEN}' };
  const target = http.target({
    observe: { url: `${http.peer.origin}/version`, commit: '/commit', answers: 1, headers },
  });
  const { receipt } = await deploy(http.endpoint, orderOf(target, commit));
  const posts = http.peer.seen.filter(({ method }) => method === 'POST');
  expect(posts, 'an order is sent once, whatever is answered').toHaveLength(1);
  const { outcome } = await http.endpoint.observe(target, never);
  return { receipt, read: outcome.kind === 'unreadable' ? outcome.failure : null };
};

const cases: readonly (readonly [string, Answer, 'refused' | 'unclear', Failure['kind'], RegExp])[] = [
  ['a wrong token', json(401, { error: 'bad token' }), 'refused', 'credentials-refused',
    /401 Unauthorized: \{"error":"bad token"\}.*It did nothing\..*Enter TOKEN again: wrong, expired, or without the right/],
  ['a token without the right', json(403, { error: 'read only' }), 'refused', 'credentials-refused',
    /403 Forbidden: \{"error":"read only"\}.*Enter TOKEN again/],
  ['an expired token, by a clock an hour ahead', withHeaders(401, { date: dateIn(hour) }, 'expired'), 'refused',
    'credentials-refused', /401 Unauthorized: expired Its clock is 60 min ahead of this machine’s/],
  ['a token from the future, by a clock that is behind', withHeaders(401, { date: dateIn(-hour) }), 'refused',
    'credentials-refused', /Its clock is 60 min behind this machine’s, and what expires goes by clocks\./],
  ['429', withHeaders(429, {}), 'refused', 'endpoint-busy', /answered 429 Too Many Requests\. It did nothing\. Wait/],
  ['429 and the seconds to wait', withHeaders(429, { 'retry-after': '90' }), 'refused', 'endpoint-busy', /: again in 90 s\./],
  ['403 and no requests left', withHeaders(403, { 'retry-after': '7' }), 'refused', 'endpoint-busy',
    /403 Forbidden: again in 7 s\./],
  ['503 and when to come again, by its own clock',
    withHeaders(503, { date: dateIn(hour), 'retry-after': dateIn(hour + 120_000) }), 'refused', 'endpoint-busy',
    /503 Service Unavailable: again in 120 s\./],
  ['503 and a time that can’t be read', withHeaders(503, { 'retry-after': 'soon' }), 'refused', 'endpoint-busy',
    /answered 503 Service Unavailable\. It did nothing/],
  ['503 and nothing else', withHeaders(503, {}), 'unclear', 'endpoint-refused', /answered 503 Service Unavailable: no/],
  ['a page for people instead of JSON', html(200), 'unclear', 'endpoint-nonsense', /expected .*, got: Sign in/],
  ['half an answer', truncates, 'unclear', 'endpoint-unreachable',
    /^The answer got lost .*the connection was lost after it was sent: .*what runs is observed, not believed\./],
]; // oxfmt-ignore

for (const [what, answer, state, kind, words] of cases)
  test(
    `${what}: the order is ${state}, what runs can’t be told, and both say why`,
    proves('http', ...(state === 'refused' ? (['refused'] as const) : [])),
    async ({ http }) => {
      const { receipt, read } = await both(http, answer);
      expect(receipt.kind).toBe(state);
      for (const failure of [failureOf(receipt), read]) {
        expect(failure?.kind).toBe(kind);
        expect(wordsOf(failure)).toMatch(words);
      }
    },
  );

for (const status of [301, 302, 307, 308])
  test(`a ${status} that leads elsewhere is followed by neither an order nor a look: the token stays here`, async ({
    http,
  }) => {
    const elsewhere = await http.another(json(200, { commit }));
    const { receipt, read } = await both(http, redirects(status, `${elsewhere.origin}/login`));
    expect(receipt.kind).toBe(status === 302 ? 'unclear' : 'refused');
    for (const failure of [failureOf(receipt), read])
      expect(wordsOf(failure)).toContain(`a redirect to ${elsewhere.origin}/login, which is not followed`);
    expect(elsewhere.seen).toEqual([]);
  });

test(
  'a version that is no commit of the component is named, and nothing is concluded from it',
  proves('http', 'lies'),
  async ({ http }) => {
    http.peer.answer = json(200, { commit: 'build-7-of-somebody' });
    const session = await openRig(makeWorld());
    const [component] = session.workspace.components;
    if (!component) throw new Error('the rig has a component');
    const target = http.target();
    const ports = { ...session.ports, endpoint: () => http.endpoint };
    const read = await observe({ ...session, ports }, component, target, never);
    expect(failureIn(read)).toMatchObject({ kind: 'commit-missing', commit: 'build-7-of-somebody' });
    expect(wordsOf(failureIn(read))).toContain('build-7-of-somebody');
  },
);

test(
  'two commits behind a load balancer are told as two, however the answers fall',
  proves('http', 'observe', 'lies'),
  async ({ http }) => {
    const answers = [commit, commit, commitOf('b'), commit];
    http.peer.answer = (request, response, socket) =>
      json(200, { commit: answers.shift() ?? commit })(request, response, socket);
    const target = http.target({ observe: { url: `${http.peer.origin}/version`, commit: '/commit', answers: 4 } });
    const { outcome } = await http.endpoint.observe(target, never);
    expect(outcome).toMatchObject({
      kind: 'unreadable',
      failure: { kind: 'mixed', versions: [commit, commitOf('b')] },
    });
    expect(wordsOf(outcome.kind === 'unreadable' ? outcome.failure : null)).toContain('Several versions run here');
    expect(answers).toEqual([]);
    expect(await http.endpoint.observe(target, never)).toMatchObject({ outcome: { kind: 'running', named: commit } });
  },
);
