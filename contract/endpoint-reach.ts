import type { EndpointConfig, EndpointOf } from './endpoint';
import type { ObserveRun, ObserveUrl } from './observe';
import { asks, runs, sends, type Reach } from './reach';

const observed = (observe: ObserveUrl | ObserveRun): Reach =>
  'run' in observe ? runs(observe.run) : asks(observe.url, ['observe', 'url'], observe.headers);

const files = (...named: readonly (string | undefined)[]): readonly Reach[] =>
  named.flatMap((file) => (file === undefined ? [] : [{ does: 'read' as const, files: file }]));

const ofHttp = ({ deploy, status, log, cancel, observe }: EndpointOf<'http'>): readonly Reach[] => [
  sends(
    `sends ${deploy.method} to`,
    deploy.url,
    ['deploy', 'url'],
    deploy.headers,
    deploy.json,
    deploy.form,
    deploy.multipart,
  ),
  ...files(
    deploy.file,
    ...Object.values(deploy.multipart ?? {}).map((part) => (typeof part === 'string' ? undefined : part.file)),
  ),
  ...(status ? [asks(status.url, ['status', 'url'], status.headers)] : []),
  ...(log ? [asks(log.url, ['log', 'url'], log.headers)] : []),
  ...(cancel ? [sends(`sends ${cancel.method} to`, cancel.url, ['cancel', 'url'], cancel.headers, cancel.json)] : []),
  observed(observe),
];

const ofGitFile = (endpoint: EndpointOf<'git-file'>): readonly Reach[] => {
  const { repository, branch, file, pullRequest, observe } = endpoint;
  const says = `changes ${file} of the branch`;
  return [
    { does: 'push', says, repository, branch: pullRequest ? pullRequest.branch : branch },
    ...(pullRequest
      ? [
          sends(
            `opens pull requests of ${pullRequest.repository} at`,
            pullRequest.api,
            ['pullRequest', 'api'],
            pullRequest.headers,
          ),
        ]
      : []),
    observed(observe),
  ];
};

/** Everything that an endpoint makes this machine do. */
export const endpointReach = (endpoint: EndpointConfig): readonly Reach[] => {
  switch (endpoint.kind) {
    case 'local':
      return [runs(endpoint.run ?? [], endpoint.env)];
    case 'git-branch':
      return [
        { does: 'push', says: 'moves the branch', repository: endpoint.repository ?? null, branch: endpoint.branch },
      ];
    case 'git-file':
      return ofGitFile(endpoint);
    case 'http':
      return ofHttp(endpoint);
    case 'command':
      return [endpoint.deploy, endpoint.observe, ...(endpoint.find ? [endpoint.find] : [])].map((command) =>
        runs(command, endpoint.env, endpoint.pass),
      );
    case 'oci-tag':
      return [
        sends(
          `moves the tag ${endpoint.tag} of ${endpoint.repository} at`,
          endpoint.registry,
          ['registry'],
          endpoint.headers,
        ),
        ...(endpoint.tokens ? [asks(endpoint.tokens.url, ['tokens', 'url'], endpoint.tokens.headers)] : []),
        ...(endpoint.observe ? [observed(endpoint.observe)] : []),
      ];
    case 'docker-swarm':
      return [
        sends(`updates the service ${endpoint.service} at`, endpoint.host, ['host'], endpoint.privateKey),
        ...files(endpoint.ca, endpoint.certificate),
      ];
    case 'github':
      return [
        sends(
          endpoint.workflow
            ? `starts the workflow ${endpoint.workflow.file} of ${endpoint.repository} at`
            : `creates deployments of ${endpoint.repository} at`,
          endpoint.api,
          ['api'],
          endpoint.token,
          endpoint.workflow?.inputs,
        ),
        ...(endpoint.observe ? [observed(endpoint.observe)] : []),
      ];
    case 'gitlab':
      return [
        sends(`plays the job ${endpoint.job} of ${endpoint.project} at`, endpoint.api, ['api'], endpoint.token),
        ...(endpoint.observe ? [observed(endpoint.observe)] : []),
      ];
    case 'kubernetes':
      return [
        sends(
          `sets the image of ${endpoint.workload} in ${endpoint.namespace} at`,
          endpoint.server,
          ['server'],
          endpoint.token,
        ),
        ...files(endpoint.ca),
      ];
    case 'argo-cd':
      return [sends(`syncs the application ${endpoint.application} at`, endpoint.server, ['server'], endpoint.token)];
  }
};
