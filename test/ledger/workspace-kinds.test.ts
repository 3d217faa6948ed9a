import { expect } from '@playwright/test';
import { problemsOf, test, workspaceOf } from '../support/ledger-workspace';

const token = (name: string): string => `'\${secret:${name}}'`;

/** Every kind but local and git-branch, each in an environment of its own, and one line of keys changed or added. */
const endpoints = {
  file: `{ kind: git-file, repository: https://git.example/ops.git, file: 'deploy/\${environment}.yaml', key: /image/tag, observe: { url: 'https://shop.example/v', commit: /c } }`,
  http: `{ kind: http, deploy: { url: 'https://ci.example/go', form: { who: ${token('FORM')} }, id: /id }, status: { url: 'https://ci.example/\${receipt.id}', state: /s, done: [ok] }, cancel: { url: 'https://ci.example/stop' }, observe: { url: 'https://shop.example/v', commit: /c } }`,
  tool: `{ kind: command, deploy: [cap, '\${environment}', deploy], observe: [cap, what-runs], folder: ops, env: { PASS: ${token('PASS')} } }`,
  tag: `{ kind: oci-tag, registry: 'https://images.example', headers: { Authorization: ${token('REGISTRY')} } }`,
  swarm: `{ kind: docker-swarm, host: 'https://swarm.example:2376', image: 'shop:\${candidate.commit}', ca: tls/ca.pem, privateKey: ${token('TLS')} }`,
  socket: `{ kind: docker-swarm, image: 'shop:\${candidate.commit}' }`,
  hub: `{ kind: github, repository: shop/catalog, token: ${token('GITHUB')} }`,
  lab: `{ kind: gitlab, project: shop/web/catalog, job: deploy-production, token: ${token('GITLAB')} }`,
  kube: `{ kind: kubernetes, server: 'https://kube.example:6443', token: ${token('KUBE')}, image: 'shop:\${candidate.version}' }`,
  argo: `{ kind: argo-cd, server: 'https://argo.example', token: ${token('ARGO')} }`,
} as const;

const file = (changed: Partial<Record<keyof typeof endpoints, string>> = {}): string => {
  const all = Object.entries({ ...endpoints, ...changed });
  return `humdrum: 1
name: Corner shop
ledger: /srv/ledger.git
stages: [${all.map(([name]) => name).join(', ')}]
environments:
${all.map(([name, endpoint]) => `  ${name}: { endpoint: ${endpoint} }`).join('\n')}
components:
  - name: catalog
    repository: https://git.example/catalog.git
    checks: { kind: github, repository: shop/catalog, token: ${token('CHECKS')} }
    verify: [{ name: few errors, prometheus: 'https://prom.example', query: errors, below: 1, headers: { Authorization: ${token('PROM')} } }]
`;
};

test('whoever is asked for trust reads of every kind what it does, where, and with which secret', async ({ read }) => {
  const { acts } = workspaceOf(await read(file()));
  const words = acts.list.map((line) => line.replace(/ \(catalog.*$/, ''));
  expect(words).toEqual([
    'keeps the record in /srv/ledger.git (everything)',
    'reads https://git.example/catalog.git',
    'asks https://api.github.com, with the secret CHECKS',
    'changes deploy/file.yaml of the branch main of https://git.example/ops.git',
    'asks https://shop.example',
    'asks https://prom.example, with the secret PROM',
    'sends POST to https://ci.example/go, with the secret FORM',
    'asks https://ci.example',
    'sends POST to https://ci.example/stop',
    'runs cap tool deploy with PASS set, with the secret PASS',
    'runs cap what-runs with PASS set, with the secret PASS',
    'moves the tag tag of catalog at https://images.example, with the secret REGISTRY',
    'updates the service catalog-swarm at https://swarm.example:2376, with the secret TLS',
    'reads tls/ca.pem',
    'updates the service catalog-socket at unix:///var/run/docker.sock',
    'creates deployments of shop/catalog at https://api.github.com, with the secret GITHUB',
    'plays the job deploy-production of shop/web/catalog at https://gitlab.com/api/v4, with the secret GITLAB',
    'sets the image of deployment/catalog in default at https://kube.example:6443, with the secret KUBE',
    'syncs the application catalog-argo at https://argo.example, with the secret ARGO',
  ]);
});

test('every secret is known with the one place it goes to', async ({ read }) => {
  const { secrets } = workspaceOf(await read(file()));
  expect(Object.fromEntries(secrets.map(({ name, origin }) => [name, origin]))).toEqual({
    CHECKS: 'https://api.github.com',
    PROM: 'https://prom.example',
    FORM: 'https://ci.example',
    PASS: 'command:cap',
    REGISTRY: 'https://images.example',
    TLS: 'https://swarm.example:2376',
    GITHUB: 'https://api.github.com',
    GITLAB: 'https://gitlab.com',
    KUBE: 'https://kube.example:6443',
    ARGO: 'https://argo.example',
  });
  expect(secrets.find(({ name }) => name === 'PROM')?.usedBy).toHaveLength(10);
});

for (const [what, name, changed, expected] of [
  [
    'a token that is written out',
    'hub',
    '{ kind: github, repository: shop/catalog, token: ghp_abc }',
    'a secret like ${secret:NAME}',
  ],
  [
    'an image that names no candidate',
    'kube',
    `{ kind: kubernetes, server: 'https://k.example', token: ${token('K')}, image: 'shop:latest' }`,
    '${candidate.commit} or ${candidate.version} in it',
  ],
  [
    'an image that names its candidate twice',
    'kube',
    `{ kind: kubernetes, server: 'https://k.example', token: ${token('K')}, image: 'shop:\${candidate.version}-\${candidate.commit}' }`,
    '${candidate.commit} or ${candidate.version} in it, once',
  ],
  [
    'a file outside the workspace',
    'swarm',
    `{ kind: docker-swarm, image: 'shop:\${candidate.commit}', ca: ../../etc/ca.pem }`,
    'inside',
  ],
  ['a folder outside the workspace', 'tool', '{ kind: command, deploy: [x], observe: [y], folder: /etc }', 'inside'],
  [
    'two bodies',
    'http',
    `{ kind: http, deploy: { url: 'https://ci.example', json: 1, form: {} }, observe: { url: 'https://a.example', commit: /c } }`,
    'one body, not json and form',
  ],
  [
    'the order’s id before there is one',
    'http',
    `{ kind: http, deploy: { url: 'https://ci.example/\${receipt.id}' }, observe: { url: 'https://a.example', commit: /c } }`,
    'it is known once the order was sent',
  ],
  [
    'a server whose host a candidate could name',
    'argo',
    `{ kind: argo-cd, server: 'https://\${candidate.version}.example', token: ${token('A')} }`,
    'an address whose host is the same for every candidate',
  ],
  [
    'a socket where an address is meant',
    'tag',
    "{ kind: oci-tag, registry: 'unix:///run/docker.sock' }",
    'an http or https address',
  ],
  [
    'a branch that looks like an option',
    'file',
    `{ kind: git-file, repository: /srv/ops.git, branch: '--upload-pack=id', file: a.yaml, key: /a, observe: { run: [what-runs] } }`,
    'a name that git accepts for a branch',
  ],
  [
    'a key that is no pointer',
    'file',
    `{ kind: git-file, repository: /srv/ops.git, file: a.yaml, key: image.tag, observe: { run: [what-runs] } }`,
    "a JSON pointer like '/image/tag'",
  ],
  [
    'a file of no known format',
    'file',
    `{ kind: git-file, repository: /srv/ops.git, file: VERSION, key: v, observe: { run: [what-runs] } }`,
    'format: yaml, json, kustomize or env, since its name says none',
  ],
  [
    'a branch of proposals among the ledger’s',
    'file',
    `{ kind: git-file, repository: /srv/ops.git, file: .env, key: V, pullRequest: { repository: a/b, branch: humdrum/x }, observe: { run: [what-runs] } }`,
    'a branch that is not below humdrum/: the ledger is there',
  ],
] as const) {
  test(`${what} is a mistake, with its place`, async ({ read }) => {
    const [problem] = problemsOf(await read(file({ [name]: changed })));
    expect(problem?.expected).toContain(expected);
    expect(problem?.line).toBe(6 + Object.keys(endpoints).indexOf(name));
  });
}

test('a key that this kind does not take is said with those that it takes, and no other kind’s', async ({ read }) => {
  const tag = endpoints.tag.replace('kind: oci-tag,', 'kind: oci-tag, credentials: ci,');
  expect(problemsOf(await read(file({ tag })))).toEqual([
    expect.objectContaining({
      key: 'environments.tag.endpoint.credentials',
      found: 'the unknown key credentials',
      expected: 'one of kind, registry, repository, tag, candidate, headers, tokens, observe',
    }),
  ]);
});
