import type { EndpointConfig, EndpointOf } from '../../contract/endpoint';
import { secretsIn } from '../../contract/placeholders';
import { gitFileFormat } from '../../contract/endpoint-kinds/git-file';
import { isRefName, readAddress, readInnerPath } from './addresses';
import type { Step } from './parsed';

/** What of an endpoint is wrong beyond its shape. */
export interface Refused {
  readonly at: readonly Step[];
  readonly expected: string;
}

const someValue = (text: string): string => text.replaceAll(/\$\{[^}]*\}/g, 'x');
const branchLike = 'a name that git accepts for a branch';

const wrongRef = (text: string, ...at: readonly Step[]): readonly Refused[] =>
  isRefName(someValue(text)) ? [] : [{ at, expected: branchLike }];

const wrongFile = (file: string | undefined, ...at: readonly Step[]): readonly Refused[] => {
  if (file === undefined) return [];
  if (secretsIn(file).length > 0) return [{ at, expected: 'a path without a secret: it is shown' }];
  const read = readInnerPath(someValue(file));
  return read.ok ? [] : [{ at, expected: read.expected }];
};

const bounds = (text: string, at: Step): readonly Refused[] =>
  [...text.matchAll(/\$\{candidate\.(?:commit|version)\}/g)].length === 1
    ? []
    : [
        {
          at: [at],
          expected: '${candidate.commit} or ${candidate.version} in it, once: it says what a running image is',
        },
      ];

const ofHttp = ({ deploy, status, log, cancel }: EndpointOf<'http'>): readonly Refused[] => {
  const parts = Object.entries(deploy.multipart ?? {}).flatMap(([name, part]) =>
    typeof part === 'string' ? [] : wrongFile(part.file, 'deploy', 'multipart', name, 'file'),
  );
  const bodies = (['json', 'form', 'multipart', 'file'] as const).filter((key) => deploy[key] !== undefined);
  const [, second] = bodies;
  const loose =
    status === undefined ? Object.entries({ log, cancel }).flatMap(([key, value]) => (value ? [key] : [])) : [];
  const named = Object.entries({ status, log, cancel }).flatMap(([key, value]) =>
    deploy.id === undefined && JSON.stringify(value ?? '').includes('${receipt.id}') ? [key] : [],
  );
  return [
    ...wrongFile(deploy.file, 'deploy', 'file'),
    ...parts,
    ...(second === undefined ? [] : [{ at: ['deploy', second], expected: `one body, not ${bodies.join(' and ')}` }]),
    ...loose.map((key) => ({
      at: [key],
      expected: '`status` beside it: it says how long there is something to ask about',
    })),
    ...named.map((key) => ({ at: [key], expected: '`deploy.id`, which says where the answer names the order' })),
  ];
};

const wrongKey = (endpoint: EndpointOf<'git-file'>): readonly Refused[] => {
  const format = gitFileFormat(endpoint);
  if (format === null)
    return [{ at: ['file'], expected: 'format: yaml, json, kustomize or env, since its name says none' }];
  const points = format === 'yaml' || format === 'json';
  return points && !/^(?:\/[^/]*)+$/.test(endpoint.key)
    ? [{ at: ['key'], expected: "a JSON pointer like '/image/tag'" }]
    : [];
};

const mistakes = (endpoint: EndpointConfig): readonly Refused[] => {
  switch (endpoint.kind) {
    case 'git-branch':
      return wrongRef(endpoint.branch, 'branch');
    case 'git-file':
      return [
        ...wrongRef(endpoint.branch, 'branch'),
        ...wrongFile(endpoint.file, 'file'),
        ...wrongKey(endpoint),
        ...(endpoint.pullRequest ? wrongRef(endpoint.pullRequest.branch, 'pullRequest', 'branch') : []),
        ...(endpoint.pullRequest?.branch.startsWith('humdrum/')
          ? [{ at: ['pullRequest', 'branch'], expected: 'a branch that is not below humdrum/: the ledger is there' }]
          : []),
      ];
    case 'http':
      return ofHttp(endpoint);
    case 'command':
      return wrongFile(endpoint.folder, 'folder');
    case 'docker-swarm':
      return [
        ...bounds(endpoint.image, 'image'),
        ...wrongFile(endpoint.ca, 'ca'),
        ...wrongFile(endpoint.certificate, 'certificate'),
      ];
    case 'kubernetes':
      return [...bounds(endpoint.image, 'image'), ...wrongFile(endpoint.ca, 'ca')];
    case 'oci-tag':
      return bounds(endpoint.candidate, 'candidate');
    case 'local':
    case 'github':
    case 'gitlab':
    case 'argo-cd':
      return [];
  }
};

/** The endpoint as it may be used: a repository of its own is relative to the file, and an address git may be given. */
export const checkedEndpoint = (endpoint: EndpointConfig, folder: string): EndpointConfig | Refused => {
  const [first] = mistakes(endpoint);
  if (first) return first;
  if (endpoint.kind !== 'git-branch' && endpoint.kind !== 'git-file') return endpoint;
  if (endpoint.repository === undefined) return endpoint;
  const address = readAddress(endpoint.repository, folder);
  return address.ok ? { ...endpoint, repository: address.value } : { at: ['repository'], expected: address.expected };
};
