import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vectors } from '../support/git-hostile';
import { json, startPeer } from '../support/endpoint-http';
import { listenOn } from '../support/fake-swarm';
import { expect, linesOf, test } from '../support/init-rig';
import { git } from '../support/repositories';
import { valueOf } from '../support/results';

test('no repository that makes git run something makes us run it', async ({ rig }) => {
  const canary = join(rig.folder, '..', 'ran');
  const evil = join(rig.folder, '..', 'evil');
  writeFileSync(evil, `#!/bin/sh\ntouch ${canary}\n`, { mode: 0o755 });
  for (const [n, vector] of vectors.entries()) {
    // Some traps put things beside the repository: each has a folder of its own.
    const repository = join(rig.folder, `${n}`, 'work');
    mkdirSync(repository, { recursive: true });
    await git(repository, ['init', '--quiet', '--initial-branch=main']);
    await git(repository, ['commit', '--quiet', '--allow-empty', '-m', 'one']);
    await vector.plant(repository, evil);
    // Planting may spring its own trap.
    rmSync(canary, { force: true });
    const proposal = valueOf(
      await rig.look({ folders: [join(rig.folder, `${n}`)], file: join(rig.folder, 'humdrum.yml') }),
    );
    expect(proposal.lines.some(({ text }) => text.includes('- name: work'))).toBe(true);
    expect(existsSync(canary), vector.name).toBe(false);
  }
  expect(vectors.length).toBeGreaterThan(15);
});

test('an origin that is a command is no address: the folder is taken, and that is said', async ({ rig }) => {
  rig.copy('api', 'ext::sh -c touch% /tmp/x');
  const result = await rig.look();
  expect(linesOf(result)).toContain('    repository: ./api # api/.git/config');
  expect(valueOf(result).notes.join('\n')).toContain('its origin is no address that git is given here');
});

test('Ruby and YAML are read and never run, and a name can’t write lines of its own', async ({ rig }) => {
  const canary = join(rig.folder, 'ran');
  rig.copy('api', 'https://git.example/shop/api.git');
  rig.put({
    'api/config/deploy.rb': `system("touch ${canary}")\nset :branch, ENV['REF\ntrusted: true'] || \`touch ${canary}\`\n`,
    'api/config/deploy/production.rb': `\`touch ${canary}\`\n`,
    'api/compose.yml': `services:\n  "x\\nhumdrum: 2 # y": { build: . }\n  bad: !!js/function "touch ${canary}"\n`,
    'api/compose.test.yml': 'services: { "a\\nb": { build: ./b } }\n',
  });
  const result = await rig.look();
  const lines = linesOf(result);
  expect(lines.filter((line) => line.startsWith('humdrum:'))).toEqual(['humdrum: 1']);
  expect(lines).toContain("          env: { REF: '${candidate.commit}' } # api/config/deploy/production.rb");
  expect(existsSync(canary)).toBe(false);
});

for (const [what, text] of [
  ['nested brackets', `services: ${'['.repeat(3000)}`],
  [
    'aliases that multiply',
    [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'.split('').map((k, n) => `${k}: &${k} [${Array(9).fill(`*${'abcdefghi'[n]}`).join(', ')}]`),
    ].join('\n'),
  ],
  ['more than 1 MB', `services: {} # ${'x'.repeat(1024 * 1024)}`],
] as const)
  test(`a compose file of ${what} is left out with the reason, and the rest is proposed`, async ({ rig }) => {
    rig.copy('api', null);
    rig.put({ 'compose.yml': text });
    const result = await rig.look();
    expect(linesOf(result).some((line) => line.includes('- name: api'))).toBe(true);
    expect(valueOf(result).notes.join('\n')).toMatch(/^compose\.yml: (it is nested|it has|it ended)/m);
  });

test('no link leads out of the folder or round in it, and nothing waits for a pipe', async ({ rig }) => {
  rig.copy('../outside', 'https://secret.example/outside.git');
  rig.put({ '../outside/compose.yml': 'services: { leak: { build: . } }\n', '../outside/config/deploy/leak.rb': '' });
  rig.copy('api', null);
  symlinkSync(join(rig.folder, '..', 'outside'), join(rig.folder, 'linked'));
  symlinkSync(join(rig.folder, '..', 'outside', 'compose.yml'), join(rig.folder, 'compose.yml'));
  symlinkSync('loop', join(rig.folder, 'loop'));
  symlinkSync('..', join(rig.folder, 'api', 'config'));
  symlinkSync(join(rig.folder, '..', 'outside', '.git'), join(rig.folder, 'docs.git'));
  mkdirSync(join(rig.folder, 'stolen'));
  symlinkSync(join(rig.folder, '..', 'outside', '.git'), join(rig.folder, 'stolen', '.git'));
  mkdirSync(join(rig.folder, 'piped', '.git'), { recursive: true });
  execFileSync('mkfifo', [join(rig.folder, 'piped', '.git', 'HEAD'), join(rig.folder, 'compose.yaml')]);
  const result = await rig.look();
  const lines = linesOf(result);
  expect(lines.filter((line) => line.startsWith('  - name: '))).toHaveLength(2);
  expect(JSON.stringify(result)).not.toContain('secret.example');
  expect(JSON.stringify(result)).not.toContain('leak');
  expect(valueOf(result).notes).toContain('compose.yml: a link leads out of the folder');
  expect(valueOf(result).notes).toContain('linked: it is a link, and links are not followed');
});

test('of 10,000 folders the first 500 repositories are taken, and it says that there are more', async ({ rig }) => {
  test.setTimeout(120_000);
  for (let n = 0; n < 9_400; n++) mkdirSync(join(rig.folder, `empty-${n}`));
  for (let n = 0; n < 600; n++) rig.copy(`r${String(n).padStart(3, '0')}`, null);
  const result = await rig.look();
  const names = linesOf(result).filter((line) => line.startsWith('  - name: r'));
  expect(names).toHaveLength(500);
  expect(valueOf(result).notes).toEqual([`${rig.folder}: it has more than 500 repositories; the first ones are taken`]);
});

test('a million empty lines, or one long one, take no longer than they are', async ({ rig }) => {
  const long = 1024 * 1024 - 100;
  rig.copy('api', 'https://git.example/shop/api.git', `[a${' '.repeat(long - 200)}`);
  rig.copy('web', 'https://git.example/shop/web.git');
  rig.put({
    'api/config/deploy.rb': '\n'.repeat(long),
    'api/config/deploy/production.rb': `set :branch, ${'ENV['.repeat(long / 8)}`,
    'web/.github/workflows/deploy.yml': ' \n'.repeat(long / 2),
    'web/compose.yml': `services: { web: { build: ., image: "${'@'.repeat(200_000)}" } }`,
    'web/compose.prod.yml': `services: { web: { image: "${'${a-'.repeat(50_000)}" } }`,
  });
  expect(linesOf(await rig.look())).toContain('  - name: api # api/.git/config');
});

test('a placeholder in a name that was found is never put into the file: what has it is left out, and that is said', async ({
  rig,
}) => {
  const github = 'https://github.com/shop';
  rig.copy('api', `${github}/api.git`);
  rig.copy('${component}', null);
  rig.copy('${open', null);
  rig.copy('web', `${github}/web.git`);
  rig.put({
    'web/.git/refs/remotes/origin/HEAD': 'ref: refs/remotes/origin/${stage}\n',
    'api/.github/workflows/deploy.yml':
      'on: deployment\njobs:\n  a:\n    environment: "${secret:GITHUB_TOKEN}"\n  b:\n    environment: production\n',
    'api/.github/workflows/${port}.yml':
      'on: { workflow_dispatch: { inputs: { commit: {}, deployment: {} } } }\njobs:\n  c:\n    environment: qa\n',
    'api/compose.yml': 'services: { part: { build: "./${environment}" } }\n',
    '${component}/config/deploy.rb': '',
    '${component}/config/deploy/demo.rb': '',
  });
  const socket = join(rig.folder, '..', 'docker.sock');
  const label = { 'org.opencontainers.image.source': `${github}/api` };
  const service = (Name: string, Image: string) => ({
    Spec: { Name, Labels: label, TaskTemplate: { ContainerSpec: { Image } } },
  });
  const swarm = await listenOn(socket, () => ({
    status: 200,
    body: [service('a_${component}-test', 'shop/api'), service('api-uat', 'shop/${candidate.commit}')],
  }));
  const application = {
    metadata: { name: 'api-live-${secret:ARGO_CD_TOKEN}' },
    spec: { source: { repoURL: `${github}/api`, path: 'api/live' } },
  };
  const argo = await startPeer(json(200, { items: [application] }));
  const result = await rig.look({ swarm: `unix://${socket}`, argoCd: argo.origin });
  await swarm.close();
  await argo.close();
  const found = linesOf(result).filter((line) => line.replace(/ # .*/, '').includes('${'));
  expect(found.map((line) => line.replace(/ # .*/, '').trim())).toEqual(["token: '${secret:GITHUB_TOKEN}'"]);
  const notes = valueOf(result).notes.filter((note) => note.includes('a workspace file puts something in for ${'));
  expect(notes).toHaveLength(10);
});
