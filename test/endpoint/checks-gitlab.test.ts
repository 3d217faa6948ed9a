import { expect } from '@playwright/test';
import { done } from '../../contract/failure';
import { createChecks } from '../../main/checks/checks';
import { summaries } from '../../main/release/check-summary';
import { checkedComponent } from '../support/checked-component';
import { hangs, json } from '../support/endpoint-http';
import { never } from '../support/endpoint-orders';
import { commitOf } from '../support/endpoint-services';
import { test, type GitlabRig } from '../support/gitlab-fake';
import { failureOf, valueOf } from '../support/results';

const results = async (gitlab: GitlabRig, branch: string | null = null, within = '30s') => {
  const read = await createChecks({ folder: '/', secrets: gitlab.secrets }).results(
    checkedComponent(
      {
        kind: 'gitlab',
        api: `${gitlab.peer.origin}/api/v4`,
        project: 'shop/catalog',
        token: '${secret:GITLAB}',
        within,
        required: [],
      },
      branch,
    ),
    never,
  );
  return read.ok ? done(summaries(read.value, [])) : read;
};

for (const [status, result] of [
  ['success', 'passed'],
  ['failed', 'failed'],
  ['canceled', 'failed'],
  ['running', 'pending'],
  ['created', 'pending'],
  ['manual', 'pending'],
  ['skipped', undefined],
] as const)
  test(`a pipeline that is ${status} reads as ${result ?? 'nothing'}`, async ({ gitlab }) => {
    gitlab.state.pipeline(commitOf('a'), status);
    expect(valueOf(await results(gitlab)).get(commitOf('a'))?.result).toBe(result);
  });

test('the newest pipeline of each commit counts, of the default branch or of the one that is named', async ({
  gitlab,
}) => {
  const [a, b] = [commitOf('a'), commitOf('b')];
  gitlab.state.pipeline(a, 'failed');
  gitlab.state.pipeline(a, 'success', 'main', '2026-01-02T10:00:00.000Z');
  gitlab.state.pipeline(b, 'success', 'release/1');
  const main = valueOf(await results(gitlab));
  expect([...main.keys()]).toEqual([a]);
  expect(main.get(a)).toMatchObject({
    result: 'passed',
    at: '2026-01-02T10:00:00.000Z',
    checks: [{ name: 'pipeline' }],
  });
  const seen = gitlab.peer.seen.length;
  expect([...valueOf(await results(gitlab, 'release/1')).keys()]).toEqual([b]);
  expect(gitlab.peer.seen).toHaveLength(seen + 1);
});

test('a refused token, a limit and a GitLab that hangs are told as they are', async ({ gitlab }) => {
  gitlab.fault = () => json(401, { message: '401 Unauthorized' });
  expect(failureOf(await results(gitlab))).toMatchObject({ kind: 'credentials-refused', secrets: ['GITLAB'] });
  gitlab.fault = () => (_request, response) => response.writeHead(429, { 'retry-after': '9' }).end('Retry later');
  expect(failureOf(await results(gitlab))).toMatchObject({ kind: 'endpoint-busy', retryAfterMs: 9000 });
  gitlab.fault = () => hangs;
  expect(failureOf(await results(gitlab, null, '200ms'))).toMatchObject({ kind: 'endpoint-hangs', afterMs: 200 });
});
