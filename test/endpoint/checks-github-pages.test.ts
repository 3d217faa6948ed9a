import { expect } from '@playwright/test';
import { json } from '../support/endpoint-http';
import { commitOf } from '../support/endpoint-services';
import { asked, reader, run } from '../support/github-checks';
import { test } from '../support/github-contract';
import { valueOf } from '../support/results';

const many = <T>(count: number, one: (name: string) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => one(`shard ${at}`));

test('a failure among the last of many checks is seen: every page is read', async ({ github }) => {
  const [a, b, c] = [commitOf('a'), commitOf('b'), commitOf('c')];
  const good = (count: number) => many(count, (name) => run(name, 'success'));
  const told = many(100, (context) => ({ context, state: 'success' }));
  github.state.commits = [
    { sha: a, runs: [...good(249), run('last', 'failure')], statuses: [] },
    { sha: b, runs: [], statuses: [...told, { context: 'last', state: 'failure' }] },
    { sha: c, runs: good(100), statuses: told },
  ];
  const read = valueOf(await reader(github).read());
  expect([a, b, c].map((sha) => read.get(sha)?.result)).toEqual(['failed', 'failed', 'passed']);
  expect(read.get(a)?.checks).toHaveLength(250);
  expect([asked(github, `${a}/check-runs`), asked(github, `${b}/status`)]).toEqual([3, 2]);
  expect([asked(github, `${c}/check-runs`), asked(github, `${c}/status`)]).toEqual([1, 1]);
});

for (const required of [[], ['shard 1']])
  test(`a commit with more checks than are read has not passed${required.length > 0 ? ', whatever is required' : ''}`, async ({
    github,
  }) => {
    const commit = commitOf('a');
    const runs = (count: number) => many(count, (name) => run(name, 'success', '2026-01-01T09:00:00Z'));
    github.state.commits = [{ sha: commit, runs: runs(1001), statuses: [] }];
    const { clock, read } = reader(github, { required });
    expect(valueOf(await read()).get(commit)).toMatchObject({
      result: 'pending',
      checks: [{ name: 'not all of its checks can be read', result: 'running' }],
    });
    expect(asked(github, '/check-runs')).toBe(10);
    github.state.commits = [{ sha: commit, runs: runs(1000), statuses: [] }];
    clock.minutes = 1;
    expect(valueOf(await read()).get(commit)?.result).toBe('passed');
  });

test('a commit of which GitHub counts more checks than it shows has not passed', async ({ github }) => {
  github.fault = (_method, path) => {
    if (path.includes('/commits?')) return json(200, [{ sha: commitOf('a') }]);
    if (path.includes('/status?')) return json(200, { total_count: 0, statuses: [] });
    return json(200, { total_count: 2, check_runs: path.endsWith('&page=1') ? [run('unit', 'success')] : [] });
  };
  expect(valueOf(await reader(github).read()).get(commitOf('a'))?.result).toBe('pending');
});
