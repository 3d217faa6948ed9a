import { join } from 'node:path';
import { json, startPeer, type Peer } from '../support/endpoint-http';
import { listenOn } from '../support/fake-swarm';
import { expect, linesOf, test as base } from '../support/init-rig';
import { valueOf } from '../support/results';

const test = base.extend<{ peer: Peer }>({
  peer: async ({}, use) => {
    const peer = await startPeer(json(404, { message: 'Not Found' }));
    await use(peer);
    await peer.close();
  },
});

const onGithub = (n: number, more: object = {}) => ({
  name: `service-${n}`,
  clone_url: `https://github.com/shop/service-${n}.git`,
  default_branch: 'main',
  archived: false,
  fork: false,
  ...more,
});

test('the repositories of a GitHub organisation are components, page after page, forks and archived ones left out', async ({
  rig,
  peer,
}) => {
  rig.secrets.set(`${peer.origin} GITHUB_TOKEN`, 't0ken');
  peer.answer = (request, response, socket) => {
    const page = Number(new URL(request.url, peer.origin).searchParams.get('page'));
    const items =
      page === 1
        ? Array.from({ length: 100 }, (_, n) => onGithub(n))
        : [onGithub(100), onGithub(101, { fork: true }), onGithub(102, { archived: true })];
    json(200, items)(request, response, socket);
  };
  const result = await rig.look({ github: 'shop', githubApi: peer.origin });
  const lines = linesOf(result);
  expect(lines.filter((line) => line.startsWith('  - name: service-'))).toHaveLength(101);
  expect(lines).toContain(`    branch: main # ${peer.origin}, shop`);
  expect(valueOf(result).notes.join('\n')).toContain('service-101 is a fork');
  expect(valueOf(result).notes.join('\n')).toContain('service-102 is archived');
  expect(peer.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /orgs/shop/repos?per_page=100&page=1',
    'GET /orgs/shop/repos?per_page=100&page=2',
  ]);
  expect(peer.seen[0]?.headers.authorization).toBe('Bearer t0ken');
  expect(JSON.stringify(result)).not.toContain('t0ken');
});

test('a user of GitHub is no organisation, and is asked for as a user; without a secret nothing is sent of one', async ({
  rig,
  peer,
}) => {
  rig.secrets.set('https://api.github.com GITHUB_TOKEN', 't0ken');
  peer.answer = (request, response, socket) =>
    json(request.url.startsWith('/users/') ? 200 : 404, [onGithub(1)])(request, response, socket);
  expect(linesOf(await rig.look({ github: 'mira', githubApi: peer.origin }))).toContain(
    `  - name: service-1 # ${peer.origin}, mira`,
  );
  expect(peer.seen.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
});

test('the projects of a GitLab group are components', async ({ rig, peer }) => {
  rig.secrets.set(`${peer.origin} GITLAB_TOKEN`, 't0ken');
  peer.answer = json(200, [
    { path: 'api', http_url_to_repo: 'https://gitlab.example/corner/shop/api.git', default_branch: 'trunk' },
  ]);
  const lines = linesOf(await rig.look({ gitlab: 'corner/shop', gitlabApi: `${peer.origin}/api/v4` }));
  expect(lines).toContain(`    branch: trunk # ${peer.origin}/api/v4, corner/shop`);
  expect(peer.seen[0]?.url).toContain('/api/v4/groups/corner%2Fshop/projects?include_subgroups=true');
  expect(peer.seen[0]?.headers['private-token']).toBe('t0ken');
});

const application = (name: string, path: string, namespace = 'shop') => ({
  metadata: { name },
  spec: { source: { repoURL: 'https://git.example/shop/deploy.git', path }, destination: { namespace } },
});

test('the applications of Argo CD are components in environments, by their names and folders', async ({
  rig,
  peer,
}) => {
  rig.secrets.set(`${peer.origin} ARGO_CD_TOKEN`, 't0ken');
  peer.answer = json(200, {
    items: [
      application('api-staging', 'api/overlays/staging'),
      application('api-production', 'api/overlays/production'),
      application('web', 'web/live'),
      { metadata: { name: 'charted' }, spec: { source: { repoURL: 'https://charts.example', chart: 'x' } } },
    ],
  });
  const result = await rig.look({ argoCd: `${peer.origin}/` });
  const lines = linesOf(result);
  expect(lines).toContain(`  - staging # ${peer.origin}, application api-staging`);
  expect(lines).toContain(`    path: api/overlays # ${peer.origin}, application api-staging`);
  expect(lines).toContain(`          application: api-production # ${peer.origin}, application api-production`);
  expect(lines.filter((line) => line.startsWith('  - name: api '))).toHaveLength(1);
  expect(valueOf(result).notes.join('\n')).toContain('application charted: it is a chart of a registry');
  expect(peer.seen[0]?.headers.authorization).toBe('Bearer t0ken');
});

const service = (name: string, image: string, labels: object = {}) => ({
  Spec: { Name: name, Labels: labels, TaskTemplate: { ContainerSpec: { Image: image } } },
});

test('the services of a swarm belong to repositories, by name or by the label of their source', async ({ rig }) => {
  const socket = join(rig.folder, 'docker.sock');
  const source = { 'org.opencontainers.image.source': 'https://git.example/shop/web' };
  const swarm = await listenOn(socket, () => ({
    status: 200,
    body: [
      service('shop-staging_api', 'shop/api:1.4.2@sha256:00', { 'com.docker.stack.namespace': 'shop-staging' }),
      service('web-production', 'shop/web:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b', source),
      service('redis', 'redis:7.2'),
    ],
  }));
  rig.copy('api', 'https://git.example/shop/api.git');
  rig.copy('web', 'git@git.example:shop/web.git');
  const result = await rig.look({ swarm: `unix://${socket}` });
  const lines = linesOf(result);
  expect(lines).toContain(`  - staging # unix://${socket}, service shop-staging_api`);
  expect(lines).toContain(
    `          image: 'shop/api:\${candidate.version}' # unix://${socket}, service shop-staging_api`,
  );
  expect(lines).toContain(
    `          image: 'shop/web:\${candidate.commit}' # unix://${socket}, service web-production`,
  );
  // However its address is written, it is one repository.
  expect(lines.filter((line) => line.startsWith('  - name: web'))).toEqual(['  - name: web # web/.git/config']);
  expect(valueOf(result).notes.join('\n')).toContain('service redis: no repository called redis was found');
  expect(swarm.asked).toEqual(['GET /services']);
  await swarm.close();
});

test('what does not answer, refuses or sends elsewhere is a note, and the rest is proposed', async ({ rig, peer }) => {
  rig.copy('api', null);
  peer.answer = (request, response) => {
    response
      .writeHead(request.url.includes('applications') ? 302 : 401, { location: 'https://evil.example/' })
      .end('{}');
  };
  const result = await rig.look({
    argoCd: peer.origin,
    gitlab: 'shop',
    gitlabApi: peer.origin,
    swarm: `unix://${join(rig.folder, 'none.sock')}`,
  });
  expect(linesOf(result)).toContain('    repository: ./api # api/.git/config');
  const notes = valueOf(result).notes.join('\n');
  expect(notes).toContain('answered 302');
  expect(notes).toContain('answered 401');
  expect(notes).toContain('ENOENT');
});
