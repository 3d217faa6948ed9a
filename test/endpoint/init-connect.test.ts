import { join } from 'node:path';
import type { TestingEvent, TestedTarget } from '../../contract/new-workspace';
import { followTest } from '../../main/api/streams';
import { createHttpEndpoint } from '../../main/endpoints/http/http-endpoint';
import { testTargets } from '../../main/init/connect';
import { createWorkspaces } from '../../main/workspace/read';
import { bundleProcess } from '../support/bundle-process';
import { json, startPeer } from '../support/endpoint-http';
import { expect, never, test } from '../support/init-rig';
import { failureOf, valueOf } from '../support/results';

const fileFor = (origin: string): string => `humdrum: 1
name: shop
stages: [staging, production]
environments:
  staging:
    endpoint: { kind: http, deploy: { url: '${origin}/deploy' }, observe: { url: '${origin}/staging', commit: /commit } }
  production:
    endpoint: { kind: http, deploy: { url: '${origin}/deploy' }, observe: { url: '${origin}/production', commit: /commit } }
components:
  - { name: api, repository: https://git.example/shop/api.git }
`;

test('nobody is asked before somebody has agreed to the very acts of the text', async ({ rig }) => {
  const peer = await startPeer(json(200, { commit: 'v1.2.0' }));
  const file = `${rig.folder}/humdrum.yml`;
  const text = fileFor(peer.origin);
  const { acts, components, targets } = valueOf(await rig.init.check({ file, text }, never));
  expect({ components, targets }).toEqual({ components: 1, targets: 2 });
  expect(acts.list.join('\n')).toContain(`sends POST to ${peer.origin}/deploy`);

  const other = text.replace('/deploy', '/other');
  expect(failureOf(await rig.init.test({ file, text: other, hash: acts.hash }, never))).toMatchObject({
    kind: 'untrusted',
  });
  expect(peer.seen).toEqual([]);

  peer.answer = (request, response, socket) =>
    json(request.url === '/staging' ? 200 : 503, { commit: 'v1.2.0' })(request, response, socket);
  const tested = valueOf(await rig.init.test({ file, text, hash: acts.hash }, never));
  expect(tested).toEqual([
    { component: 'api', stage: 'staging', answers: true, text: 'answers: runs v1.2.0, health not told' },
    { component: 'api', stage: 'production', answers: false, text: expect.stringContaining('503') },
  ]);
  expect(peer.seen.map(({ method, url }) => `${method} ${url}`).sort()).toEqual(['GET /production', 'GET /staging']);
  await peer.close();
});

test('a text with mistakes says where they are, as if it stood in its file already', async ({ rig }) => {
  const file = `${rig.folder}/humdrum.yml`;
  const text = fileFor('http://127.0.0.1:1').replace('stages:', 'stage:');
  expect(failureOf(await rig.init.check({ file, text }, never))).toMatchObject({
    kind: 'workspace-invalid',
    file,
    problems: expect.arrayContaining([expect.objectContaining({ line: 3, nearest: 'stages' })]),
  });
  expect(failureOf(await rig.init.check({ file: `${rig.folder}/none/humdrum.yml`, text }, never))).toMatchObject({
    kind: 'workspace-missing',
  });
});

test('what answers is told while others hang, and when the time for all is over the rest was not tested', async ({
  rig,
}) => {
  const peer = await startPeer((request, response, socket) => {
    if (request.url === '/staging') json(200, { commit: 'v1.2.0' })(request, response, socket);
  });
  const workspaces = createWorkspaces(await bundleProcess(join(__dirname, '../../main/workspace/parse-process.ts')));
  const workspace = valueOf(await workspaces.check(`${rig.folder}/humdrum.yml`, fileFor(peer.origin), never));
  const endpoint = createHttpEndpoint({
    folder: rig.folder,
    secrets: { get: async () => null },
    now: () => new Date().toISOString(),
  });
  const heard: (readonly [TestedTarget, number])[] = [];
  const told = (target: TestedTarget, of: number): void => void heard.push([target, of]);
  const tested = await testTargets(workspace, () => endpoint, never, { told, withinMs: 1500 });
  expect(tested).toEqual([
    { component: 'api', stage: 'staging', answers: true, text: 'answers: runs v1.2.0, health not told' },
    { component: 'api', stage: 'production', answers: false, text: expect.stringContaining('not tested: the 1.5 s') },
  ]);
  expect(heard).toEqual(tested.map((target) => [target, 2]));
  await peer.close();
});

test('a test that is stopped says so, and asks nothing more', async ({ rig }) => {
  const stop = new AbortController();
  const peer = await startPeer((request, response, socket) => {
    if (request.url === '/staging') json(200, { commit: 'v1.2.0' })(request, response, socket);
  });
  const file = `${rig.folder}/humdrum.yml`;
  const text = fileFor(peer.origin);
  const { acts } = valueOf(await rig.init.check({ file, text }, never));
  const tested = rig.init.test({ file, text, hash: acts.hash }, stop.signal, () => stop.abort());
  expect(failureOf(await tested)).toEqual({ kind: 'cancelled' });

  // Over the API: whoever reads no further stops it.
  const events: TestingEvent[] = [];
  for await (const event of followTest(rig.init, { file, text, hash: acts.hash }, never)) {
    events.push(event);
    break;
  }
  expect(events).toEqual([{ type: 'tested', target: expect.objectContaining({ stage: 'staging', answers: true }), of: 2 }]); // oxfmt-ignore
  await peer.close();
});
