import { expect } from '@playwright/test';
import { createChecks } from '../../main/checks/checks';
import { summaries } from '../../main/release/check-summary';
import { checkedComponent } from '../support/checked-component';
import { json, startPeer } from '../support/endpoint-http';
import { never } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { asked, noon, reader, run } from '../support/github-checks';
import { badCredentials, test } from '../support/github-contract';
import { failureOf, valueOf } from '../support/results';

test('check runs and commit statuses of each commit count together', async ({ github }) => {
  const [a, b, c, d] = [commitOf('a'), commitOf('b'), commitOf('c'), commitOf('d')];
  github.state.commits = [
    {
      sha: a,
      runs: [run('unit', 'success'), run('docs', 'skipped')],
      statuses: [{ context: 'ci/lint', state: 'success' }],
    },
    { sha: b, runs: [run('unit', 'success')], statuses: [{ context: 'ci/lint', state: 'error' }] },
    { sha: c, runs: [run('unit', null)], statuses: [] },
    { sha: d, runs: [], statuses: [] },
  ];
  const read = valueOf(await reader(github, { branch: 'release/1' }).read());
  expect(read.get(a)?.result).toBe('passed');
  expect(read.get(a)?.checks.map(({ name, result }) => `${name} ${result}`)).toEqual([
    'unit passed',
    'docs passed',
    'ci/lint passed',
  ]);
  expect(read.get(b)?.result).toBe('failed');
  expect(read.get(c)?.result).toBe('pending');
  expect(read.has(d)).toBe(false);
  expect(github.peer.seen[0]?.url).toBe('/repos/shop/catalog/commits?per_page=50&sha=release%2F1');
});

test('a required check that is not there yet leaves a commit pending', async ({ github }) => {
  github.state.commits = [{ sha: commitOf('a'), runs: [run('unit', 'success')], statuses: [] }];
  const read = valueOf(await reader(github, { required: ['unit', 'acceptance'] }).read());
  expect(read.get(commitOf('a'))?.result).toBe('pending');
});

test('a reading takes at most nineteen requests, and the next one goes on with the rest', async ({ github }) => {
  const commits = Array.from({ length: 16 }, (_, at) => commitOf(at.toString(16)));
  github.state.commits = commits.map((sha) => ({
    sha,
    runs: [run('unit', 'success', '2026-01-01T01:00:00Z')],
    statuses: [],
  }));
  const { read } = reader(github);
  expect([...valueOf(await read()).keys()]).toEqual(commits.slice(0, 9));
  expect(github.peer.seen).toHaveLength(19);
  expect([...valueOf(await read()).keys()]).toEqual(commits);
  expect(asked(github, '/check-runs')).toBe(16);
  expect([...valueOf(await read()).keys()]).toEqual(commits);
  expect(asked(github, '/check-runs')).toBe(16);
});

test('what is under way is asked for again, what has just ended now and then, what ended long ago seldom', async ({
  github,
}) => {
  const commit = commitOf('a');
  const { clock, read } = reader(github);
  const reads = async (minutes: number) => {
    clock.minutes = minutes;
    return valueOf(await read()).get(commit)?.result;
  };
  github.state.commits = [{ sha: commit, runs: [run('unit', null)], statuses: [] }];
  expect(await reads(0)).toBe('pending');
  github.state.commits = [{ sha: commit, runs: [run('unit', 'success')], statuses: [] }];
  expect(await reads(0.1)).toBe('pending');
  expect(await reads(0.2)).toBe('passed');
  // Somebody runs it again, and it fails.
  github.state.commits = [{ sha: commit, runs: [run('unit', 'failure', '2026-01-01T12:01:00Z')], statuses: [] }];
  expect(await reads(0.5)).toBe('passed');
  expect(await reads(2)).toBe('failed');
  expect(await reads(90)).toBe('failed');
  const times = asked(github, '/check-runs');
  expect(await reads(99)).toBe('failed');
  expect(asked(github, '/check-runs')).toBe(times);
});

test('a check that ended long ago and is run again is seen, also while many others are under way', async ({
  github,
}) => {
  const old = commitOf('f');
  const busy = Array.from({ length: 9 }, (_, at) => commitOf(at.toString(16)));
  const underWay = busy.map((sha) => ({ sha, runs: [run('unit', null)], statuses: [] }));
  const runs = [run('unit', 'success', '2026-01-01T01:00:00Z')];
  const { clock, read } = reader(github);
  const reads = async (minutes: number) => {
    clock.minutes = minutes;
    return valueOf(await read()).get(old)?.result;
  };
  github.state.commits = [{ sha: old, runs, statuses: [] }];
  expect(await reads(0)).toBe('passed');
  github.state.commits = [
    ...underWay,
    { sha: old, runs: [run('unit', 'failure', '2026-01-01T12:20:00Z')], statuses: [] },
  ];
  await reads(1);
  await reads(20);
  expect(await reads(20.2)).toBe('failed');
});

test('who has stopped already asks nothing', async ({ github }) => {
  expect(failureOf(await reader(github).read(AbortSignal.abort()))).toEqual({ kind: 'cancelled' });
  expect(github.peer.seen).toEqual([]);
});

test('a GitHub that asks to be left alone is, for as long as it says', async ({ github }) => {
  github.state.commits = [{ sha: commitOf('a'), runs: [run('unit', 'success')], statuses: [] }];
  const { clock, read } = reader(github);
  github.fault = () => (_request, response) =>
    response
      .writeHead(403, { 'x-ratelimit-remaining': '0', 'retry-after': '120' })
      .end('{"message":"API rate limit exceeded"}');
  expect(failureOf(await read())).toMatchObject({ kind: 'endpoint-busy', retryAfterMs: 120_000 });
  github.fault = () => null;
  clock.minutes = 1.9;
  expect(failureOf(await read())).toMatchObject({ kind: 'endpoint-busy' });
  expect(github.peer.seen).toHaveLength(1);
  clock.minutes = 2.1;
  expect(valueOf(await read()).get(commitOf('a'))?.result).toBe('passed');
});

test('a refused token and a GitHub that hangs are told as they are', async ({ github }) => {
  github.fault = () => badCredentials;
  expect(failureOf(await reader(github).read())).toMatchObject({
    kind: 'credentials-refused',
    secrets: ['GITHUB'],
    said: 'Bad credentials',
  });
  github.fault = () => () => {};
  expect(failureOf(await reader(github, { within: '200ms' }).read())).toMatchObject({
    kind: 'endpoint-hangs',
    afterMs: 200,
  });
});

test('what GitHub says has not changed is not read again: such an answer does not count against its limit', async () => {
  const commit = commitOf('a');
  const peer = await startPeer((request, response, socket) => {
    if (request.headers['if-none-match'] === '"1"') return void response.writeHead(304).end();
    response.setHeader('etag', '"1"');
    const body = request.url.includes('/commits?')
      ? [{ sha: commit }]
      : {
          total_count: 1,
          check_runs: [run('unit', 'success')],
          statuses: [{ id: 1, context: 'ci', state: 'success' }],
        };
    json(200, body)(request, response, socket);
  });
  const clock = { now: noon };
  const checks = createChecks({ folder: '/', secrets: { get: async () => null }, now: () => clock.now });
  const component = checkedComponent({
    kind: 'github',
    api: peer.origin,
    repository: 'shop/catalog',
    within: '30s',
    required: [],
  });
  const first = valueOf(await checks.results(component, never));
  clock.now += 120_000;
  expect(valueOf(await checks.results(component, never))).toEqual(first);
  expect(summaries(first, []).get(commit)?.result).toBe('passed');
  expect(peer.seen.map(({ headers }) => headers['if-none-match'])).toEqual([
    undefined,
    undefined,
    undefined,
    '"1"',
    '"1"',
    '"1"',
  ]);
  await peer.close();
});
