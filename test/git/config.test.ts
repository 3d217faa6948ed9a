import { join } from 'node:path';
import { keysOf, wholeFile } from '../../main/git/config-keys';
import { fingerprintOf, looksSecret } from '../../main/git/looks-secret';
import { componentOf, expect, gitIn, signal, test } from '../support/git-rig';
import { buildRepository, type RepositorySpec } from '../support/repositories';
import { failureOf, valueOf } from '../support/results';

const keys = (path: string, text: string): Record<string, string> =>
  Object.fromEntries(keysOf(path, Buffer.from(text)));

test('YAML becomes paths, values stay as written, anchors and merges take effect', () => {
  const text = `
base: &base { pool: 5, sha: 1e10, octal: 010, on: yes }
production:
  <<: *base
  pool: 20
hosts: [a, { name: "b c" }]
none: ~
empty: {}
`;
  expect(keys('config/app.yml', text)).toMatchObject({
    'production.pool': '20',
    'production.sha': '1e10',
    'production.octal': '010',
    'production.on': 'yes',
    'hosts[0]': 'a',
    'hosts[1].name': 'b c',
    none: '~',
    empty: '{}',
  });
  expect(keys('k8s.yaml', 'a: 1\n---\na: 2\n')).toEqual({ '[0].a': '1', '[1].a': '2' });
});

test('JSON, .env and properties become keys as well', () => {
  expect(keys('a.json', '{"a":{"b":[1,"x",null,true]},"e":{}}')).toEqual({
    'a.b[0]': '1',
    'a.b[1]': 'x',
    'a.b[2]': 'null',
    'a.b[3]': 'true',
    e: '{}',
  });
  const env = '# c\nexport A=1\nB="two # 2\\n3"\nC=\'x\' # note\nD=a b # c\nE=\nnot a line\n';
  expect(keys('.env.production', env)).toEqual({ A: '1', B: 'two # 2\n3', C: 'x', D: 'a b', E: '' });
  const properties = '! c\na.b=1\nc : two\nd three\ne=x\\\n   y\nf\\ g=\\u00e4\n';
  expect(keys('app.properties', properties)).toEqual({ 'a.b': '1', c: 'two', d: 'three', e: 'xy', 'f g': 'ä' });
});

const bombs: Readonly<Record<string, string>> = {
  'nested brackets': '['.repeat(2000),
  'nested maps': '{a: '.repeat(2000),
  'nested lists': '- '.repeat(5000),
  'nested keys': '? '.repeat(5000),
  'a bomb of aliases': `a0: &a0 [x,x]\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i},*a${i},*a${i}]\n`).join('')}`,
  'a loop of aliases': 'a: &a { <<: *a, b: 1 }\n',
  'too many keys': Array.from({ length: 30_000 }, (_, i) => `k${i}: 1\n`).join(''),
  'no YAML at all': 'a: [b\nc: d: e',
};
for (const [what, text] of Object.entries(bombs))
  test(`a file with ${what} is one key, and ends nothing`, () => {
    const before = keys('x.yml', text);
    expect(Object.keys(before)).toEqual([wholeFile]);
    expect(keys('x.yml', `${text} `)).not.toEqual(before);
  });

test('JSON nested without end is one key too', () => {
  expect(Object.keys(keys('x.json', `${'['.repeat(50_000)}${']'.repeat(50_000)}`))).toEqual([wholeFile]);
});

test('secrets are known by name, by a name above them, or by their form', () => {
  const secret = [
    'db.password',
    'PASSWD',
    'stripe.secretKey',
    'GITHUB_TOKEN',
    'apiKey',
    'api-key',
    'secrets.a.b',
    'auth',
    'DATABASE_PWD',
    'ssh.key',
    'APIKEY',
    'dbpassword',
    'ConnectionString',
  ];
  for (const key of secret) expect(looksSecret(key, 'x'), key).toBe(true);
  for (const key of ['pool', 'author', 'compass.on', 'keyboard', 'passenger', 'monkey', 'key_prefix', 'authority'])
    expect(looksSecret(key, 'x'), key).toBe(false);
  const forms = [
    'postgres://u:p@h/d',
    '-----BEGIN RSA PRIVATE KEY-----',
    `ghp_${'a'.repeat(36)}`,
    'AKIAIOSFODNN7EXAMPLE',
  ];
  for (const value of forms) expect(looksSecret('value', value), value).toBe(true);
  for (const value of ['https://shop.example/health', '12', 'main'])
    expect(looksSecret('value', value), value).toBe(false);
});

const spec: RepositorySpec = {
  commits: [
    {
      name: 'old',
      files: {
        'api/config/base.yml': 'pool: 5\nname: api\ndebug: false\n',
        'api/config/staging.yml': 'pool: 6\npassword: hunter2\n',
        'api/config/production.yml': 'pool: 20\npassword: correct horse\n',
        'api/.env': 'A=1\n',
      },
    },
    {
      name: 'new',
      files: { 'api/config/base.yml': 'pool: 7\nname: api\nextra: on\n', 'api/.env': 'A=2\n' },
    },
  ],
};

const mirrored = async (folder: string, config: readonly string[]) => {
  const built = await buildRepository(join(folder, 'r.git'), spec);
  const component = componentOf(built.path, { path: 'api', config });
  const port = gitIn(folder);
  valueOf(await port.mirrors.refresh(component, signal));
  return { built, component, port };
};

const layers = ['config/base.yml', 'config/${environment}.yml'];

test('between two environments the effective keys are compared: a layer hides what it overrides, secrets show a fingerprint', async ({
  folder,
}) => {
  const { built, component, port } = await mirrored(folder, layers);
  const from = { environment: 'production', commit: built.id('old') };
  const to = { environment: 'staging', commit: built.id('new') };
  const diff = valueOf(await port.diffs.config(component, from, to, signal));
  const staging = 'api/config/staging.yml';
  expect(diff).toEqual({
    same: 1,
    keys: [
      { key: 'debug', file: 'api/config/base.yml', from: 'false', to: null, secret: false },
      { key: 'extra', file: 'api/config/base.yml', from: null, to: 'on', secret: false },
      {
        key: 'password',
        file: staging,
        from: `secret:${fingerprintOf('correct horse')}`,
        to: `secret:${fingerprintOf('hunter2')}`,
        secret: true,
      },
      { key: 'pool', file: staging, from: '20', to: '6', secret: false },
    ],
  });
  expect(JSON.stringify(diff)).not.toMatch(/hunter2|horse/);
});

test('for one environment a change that its own layer overrides is none', async ({ folder }) => {
  const { built, component, port } = await mirrored(folder, layers);
  const side = (name: string) => ({ environment: 'production', commit: built.id(name) });
  const diff = valueOf(await port.diffs.config(component, side('old'), side('new'), signal));
  expect(diff.keys.map((key) => key.key)).toEqual(['debug', 'extra']);
  expect(diff.same).toBe(3);
});

test('without layers each file stands for itself', async ({ folder }) => {
  const { built, component, port } = await mirrored(folder, ['config/base.yml', 'config/production.yml', '.env']);
  const side = (name: string) => ({ environment: 'production', commit: built.id(name) });
  const diff = valueOf(await port.diffs.config(component, side('old'), side('new'), signal));
  expect(diff.keys.map((key) => [key.key, key.from, key.to])).toEqual([
    ['A', '1', '2'],
    ['debug', 'false', null],
    ['extra', null, 'on'],
    ['pool', '5', '7'],
  ]);
});

test('without a side before, or without the file, everything is new', async ({ folder }) => {
  const { built, component, port } = await mirrored(folder, ['config/${environment}.yml']);
  const to = { environment: 'staging', commit: built.id('old') };
  for (const from of [null, { environment: 'dev', commit: built.id('old') }]) {
    const diff = valueOf(await port.diffs.config(component, from, to, signal));
    expect(diff.keys.map((key) => [key.key, key.from])).toEqual([
      ['password', null],
      ['pool', null],
    ]);
  }
});

test('a file outside the repository is never read, whatever the environment is called', async ({ folder }) => {
  const { built, component, port } = await mirrored(folder, ['config/${environment}', '/etc/${environment}']);
  const side = (environment: string) => ({ environment, commit: built.id('old') });
  const hostile = ['../../../etc/passwd', 'x\nHEAD:api/.env', '..', 'base.yml\0'];
  for (const environment of hostile) {
    const diff = valueOf(await port.diffs.config(component, null, side(environment), signal));
    expect(diff, environment).toEqual({ keys: [], same: 0 });
  }
  const lacking = { environment: 'dev', commit: 'ab'.repeat(20) as never };
  expect(failureOf(await port.diffs.config(component, null, lacking, signal)).kind).toBe('commit-missing');
});
