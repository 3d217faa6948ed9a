import { expect } from '@playwright/test';
import { test, workspaceOf } from '../support/ledger-workspace';

// The example of the design, with a place to deploy to wherever it left one out.
const example = `# yaml-language-server: $schema=./humdrum.schema.json
humdrum: 1
name: Corner shop
ledger: git@git.example:shop/releases.git       # optional

stages:                                         # promotion order
  - name: dev
    promote: auto
  - name: test
    together: true
  - name: staging
    soak: 1h
  - name: production
    protected: true
    countdown: 5s
    approvals: 1
    batch: 20
    freeze:
      - { days: [fri, sat, sun], timezone: Europe/Berlin, reason: nobody is there }
      - { from: 2026-12-20, to: 2027-01-03, reason: holidays }

environments:
  dev:
    endpoint: { kind: local, port: 4100 }
    pools: [db-dev]
    verify:
      - { name: places an order, run: [node, smoke.js, '\${environment}'], within: 2m }
  test:
    endpoint: { kind: git-branch, branch: 'env/\${environment}' }
  staging:
    endpoint: { kind: git-branch, branch: 'env/\${environment}' }
  production:
    endpoint:
      kind: http
      deploy:  { method: POST, url: 'https://deploy.example/\${component}', headers: { Authorization: 'Bearer \${secret:DEPLOY}' }, json: { commit: '\${candidate.commit}' }, accept: [200, 202] }
      status:  { url: 'https://deploy.example/\${deployment.id}', state: /state, done: [succeeded], failed: [failed, error], every: 2s, within: 10m }
      observe: { url: 'https://shop.example/version', commit: /commit, health: /status }
    health: { url: 'https://shop.example/health' }

components:
  - name: catalog
    repository: https://git.example/shop/catalog.git
    path: services/catalog
    branch: main
    candidates: commits
    migrations: ['db/migrate/**']
    config: ['config/\${environment}.yml']
    checks: { kind: command-results, run: [node, checks.js] }
    verify: [{ name: answers, http: 'http://127.0.0.1:\${port}/health', expect: { status: 200 } }]
    after: [basket]
    environments:
      production: { endpoint: { deploy: { url: 'https://deploy.example/catalog-2' } } }
  - name: basket
    repository: ../basket.git
    candidates: { tags: 'v*' }
    environments:
      dev: { endpoint: { port: 4101, run: [node, server.js] } }
`;

test('the example of the documentation is read, defaults filled in', async ({ read, folder }) => {
  const workspace = workspaceOf(await read(example));
  expect(workspace.name).toBe('Corner shop');
  expect(workspace.ledger).toBe('git@git.example:shop/releases.git');
  expect(workspace.id).toMatch(/^[0-9a-f]{64}$/);
  expect(workspace.folder).toBe(folder);
  expect(workspace.stages.map((s) => [s.name, s.environment, s.promote, s.together, s.soakMs])).toEqual([
    ['dev', 'dev', 'auto', false, 0],
    ['test', 'test', 'click', true, 0],
    ['staging', 'staging', 'click', true, 3_600_000],
    ['production', 'production', 'click', true, 0],
  ]);
  expect(workspace.stages[3]).toMatchObject({ protected: true, countdownMs: 5000, approvals: 1, batch: 20 });
  expect(workspace.stages[3]?.freeze).toEqual([
    { days: ['fri', 'sat', 'sun'], timezone: 'Europe/Berlin', reason: 'nobody is there' },
    { from: '2026-12-20', to: '2027-01-03', timezone: 'UTC', reason: 'holidays' },
  ]);
  expect(workspace.environments[0]).toMatchObject({ name: 'dev', pools: ['db-dev'] });
});

test('a component’s keys for an environment are merged over the environment’s own', async ({ read, folder }) => {
  const [catalog, basket] = workspaceOf(await read(example)).components;
  expect(catalog).toMatchObject({ path: 'services/catalog', branch: 'main', after: ['basket'] });
  expect(catalog?.targets.map((t) => [t.environment, t.endpoint.kind, t.port])).toEqual([
    ['dev', 'local', 4100],
    ['test', 'git-branch', null],
    ['staging', 'git-branch', null],
    ['production', 'http', null],
  ]);
  expect(catalog?.targets[3]?.endpoint).toMatchObject({
    deploy: { method: 'POST', url: 'https://deploy.example/catalog-2', accept: [200, 202] },
    status: { every: '2s', within: '10m' },
  });
  expect(catalog?.targets[3]?.health).toEqual({ url: 'https://shop.example/health' });
  expect(basket?.repository).toBe(`${folder.slice(0, folder.lastIndexOf('/'))}/basket.git`);
  expect(basket?.candidates).toEqual({ kind: 'tags', pattern: 'v*' });
  expect(basket?.targets[0]).toMatchObject({ port: 4101, endpoint: { kind: 'local', run: ['node', 'server.js'] } });
  expect(basket?.targets[3]?.endpoint).toMatchObject({ deploy: { url: 'https://deploy.example/${component}' } });
});

test('what it may run or reach is listed in words, and the hash changes with it', async ({ read }) => {
  const { acts } = workspaceOf(await read(example));
  expect(acts.list).toContain('keeps the record in git@git.example:shop/releases.git (everything)');
  expect(acts.list).toContain('runs node smoke.js dev (dev)');
  expect(acts.list).toContain('runs node checks.js (catalog)');
  expect(acts.list).toContain('runs node server.js (basket in dev)');
  expect(acts.list).toContain(
    'moves the branch env/staging of https://git.example/shop/catalog.git (catalog in staging)',
  );
  expect(acts.list).toContain(
    'sends POST to https://deploy.example/basket, with the secret DEPLOY (basket in production)',
  );
  const same = workspaceOf(await read(example.replace('soak: 1h', 'soak: 2h')));
  expect(same.acts.hash).toBe(acts.hash);
  const other = workspaceOf(await read(example.replace('server.js', 'other.js')));
  expect(other.acts.hash).not.toBe(acts.hash);
});

test('an endpoint of another kind replaces the environment’s; one of the same kind has its keys merged over it', async ({
  read,
}) => {
  const file = `humdrum: 1
name: Kinds
stages: [{ name: live }]
environments:
  live: { endpoint: { kind: git-branch, branch: live } }
components:
  - { name: same, repository: ./same.git, environments: { live: { endpoint: { repository: ./live.git } } } }
  - name: other
    repository: ./other.git
    environments:
      live: { endpoint: { kind: http, deploy: { url: 'https://shop.example/d' }, observe: { url: 'https://shop.example/v', commit: /commit } } }
`;
  const { components } = workspaceOf(await read(file));
  const endpoints = components.map((c) => c.targets[0]?.endpoint);
  expect(endpoints).toMatchObject([{ kind: 'git-branch', branch: 'live' }, { kind: 'http' }]);
  expect(endpoints[1]).not.toHaveProperty('branch');
});
