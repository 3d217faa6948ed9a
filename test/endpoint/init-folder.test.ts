import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, linesOf, never, test } from '../support/init-rig';
import { failureOf, valueOf } from '../support/results';

const deployRb = "set :application, 'api'\nset :branch, ENV.fetch('REV', 'main')\n";
const deploys = (environment: string, on = 'push'): string =>
  `name: Deploy\non: ${on}\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    environment: ${environment}\n    steps: []\n`;

test('each repository of a folder is a component, by its origin, else by its path and branch', async ({ rig }) => {
  rig.copy('api', 'git@git.example:shop/api.git');
  rig.copy('web', null);
  rig.copy('token', 'https://ana:hunter2@git.example/shop/token.git');
  rig.put({ 'api/.git/refs/remotes/origin/HEAD': 'ref: refs/remotes/origin/main\n', 'docs/readme.md': '' });
  const lines = linesOf(await rig.look());
  expect(lines.slice(lines.indexOf('components:') + 1)).toEqual([
    '  - name: api # api/.git/config',
    "    repository: 'git@git.example:shop/api.git' # api/.git/config",
    '    branch: main # api/.git/config',
    '  - name: token # token/.git/config',
    "    repository: 'https://git.example/shop/token.git' # token/.git/config",
    '  - name: web # web/.git/config',
    '    repository: ./web # web/.git/config',
    '    branch: trunk # web/.git/config',
  ]);
});

test('where nothing says how a component gets to a stage, a branch stands there, and the line says so', async ({
  rig,
}) => {
  rig.copy('api', null);
  const lines = linesOf(await rig.look());
  expect(lines.join('\n')).toContain(
    "endpoint: { kind: git-branch, branch: 'env/${environment}' } # nothing that was looked at says how api gets there: a branch is moved",
  );
});

test('the stages of Capistrano are stages in their usual order, deployed by cap with the variable that deploy.rb reads', async ({
  rig,
}) => {
  rig.copy('api', 'https://git.example/shop/api.git');
  rig.put({
    'api/config/deploy.rb': deployRb,
    'api/config/deploy/production.rb': '',
    'api/config/deploy/qa.rb': "set :branch, ENV['QA_REF'] || 'next'\n",
    'api/config/deploy/staging.rb': '',
  });
  const result = await rig.look();
  const lines = linesOf(result);
  expect(lines.slice(2, 7)).toEqual([
    'stages:',
    '  - qa # api/config/deploy/qa.rb',
    '  - staging # api/config/deploy/staging.rb',
    '  - name: production # api/config/deploy/production.rb',
    '    protected: true # its name',
  ]);
  expect(lines).toContain('          deploy: [cap, production, deploy] # api/config/deploy/production.rb');
  expect(lines).toContain("          env: { REV: '${candidate.commit}' } # api/config/deploy/production.rb");
  expect(lines).toContain("          env: { QA_REF: '${candidate.commit}' } # api/config/deploy/qa.rb");
  expect(lines).toContain('          folder: api # api/config/deploy/staging.rb');
  expect(valueOf(result).notes.join('\n')).toContain('until it has the task humdrum:revision');
});

test('the environments of GitHub’s workflows are stages, and what starts nothing is said', async ({ rig }) => {
  rig.copy('web', 'git@github.com:shop/web.git');
  rig.copy('old', 'https://git.example/shop/old.git');
  const dispatch = '{ workflow_dispatch: { inputs: { commit: {}, deployment: {} } } }';
  rig.put({
    'web/.github/workflows/staging.yml': deploys('staging', dispatch),
    'web/.github/workflows/production.yaml': deploys('{ name: Production, url: https://shop.example }'),
    'web/.github/workflows/made-up.yml': deploys('${{ inputs.where }}'),
    'web/.github/workflows/test.yml': 'on: push\njobs: {}\n',
    'old/.github/workflows/deploy.yml': deploys('staging'),
  });
  const result = await rig.look();
  const lines = linesOf(result);
  expect(lines).toContain('  - name: Production # web/.github/workflows/production.yaml, job deploy');
  expect(lines).toContain('          workflow: { file: staging.yml } # web/.github/workflows/staging.yml, job deploy');
  expect(lines).toContain('          repository: shop/web # web/.github/workflows/staging.yml, job deploy');
  expect(lines).toContain(
    "        health: { url: 'https://shop.example' } # web/.github/workflows/production.yaml, job deploy",
  );
  const notes = valueOf(result).notes.join('\n');
  expect(notes).toContain('production.yaml, job deploy: nothing starts it for a deployment');
  expect(notes).toContain('made-up.yml, job deploy: its environment ${{ inputs.where }} is made up when it runs');
  expect(notes).toContain('https://git.example/shop/old.git is no repository of github.com');
  expect(notes).not.toContain('staging.yml, job deploy: nothing');
});

test('what a compose file builds is a component, and an image’s tag is what its environment follows', async ({
  rig,
}) => {
  rig.copy('api', 'https://git.example/shop/api.git');
  rig.put({
    'compose.yaml': [
      'x-common: &common { restart: always }',
      'services:',
      '  api: { build: ./api, <<: *common }',
      '  worker: { build: { context: ./api/worker } }',
      '  mailer: { build: https://git.example/shop/mailer.git#main }',
      '  away: { build: ../away }',
      '  db: { image: "postgres:16" }',
    ].join('\n'),
    'compose.prod.yml': [
      'services:',
      '  api: { image: "ghcr.io/shop/api:${TAG:-live}" }',
      '  worker: { image: "shop/worker:1.4.2" }',
    ].join('\n'),
  });
  const result = await rig.look();
  const lines = linesOf(result);
  const names = lines.filter((line) => line.startsWith('  - name: ')).map((line) => line.replace(/ #.*/, ''));
  expect(names).toEqual(['  - name: prod', '  - name: api', '  - name: worker', '  - name: mailer']);
  expect(lines).toContain('    path: worker # compose.yaml, service worker');
  expect(lines).toContain("    repository: 'https://git.example/shop/mailer.git' # compose.yaml, service mailer");
  expect(lines).toContain("          registry: 'https://ghcr.io' # compose.prod.yml, service api");
  expect(lines).toContain('          tag: live # compose.prod.yml, service api');
  const notes = valueOf(result).notes.join('\n');
  expect(notes).toContain('service away: what it builds is outside of the folder');
  expect(notes).toContain('service worker: no environment follows the tag of shop/worker:1.4.2, it is one version');
});

test('a folder without a repository proposes nothing and says what was looked at', async ({ rig }) => {
  mkdirSync(join(rig.folder, 'pictures'));
  expect(failureOf(await rig.look())).toMatchObject({ kind: 'nothing-to-propose', looked: [rig.folder] });
  expect(failureOf(await rig.look({ folders: [join(rig.folder, 'none')] }))).toMatchObject({ kind: 'no-such' });
});

test('a file is written once and never over another', async ({ rig }) => {
  rig.copy('api', null);
  const { file } = valueOf(await rig.look());
  const text = 'humdrum: 1\n';
  expect(await rig.init.save({ file, text })).toEqual({ ok: true, value: null });
  expect(failureOf(await rig.init.save({ file, text: 'other' }))).toEqual({ kind: 'file-exists', file });
  const relative = failureOf(await rig.init.save({ file: 'made-by-a-test.yml', text }));
  rmSync('made-by-a-test.yml', { force: true });
  expect(relative).toMatchObject({ kind: 'file-unwritable', why: 'it is no whole path' });
  expect(failureOf(await rig.init.check({ file: 'made-by-a-test.yml', text }, never))).toEqual(relative);
  expect(failureOf(await rig.init.save({ file: join(rig.folder, 'none', 'x.yml'), text }))).toMatchObject({
    kind: 'file-unwritable',
  });
});
