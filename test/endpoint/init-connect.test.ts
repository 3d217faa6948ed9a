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
