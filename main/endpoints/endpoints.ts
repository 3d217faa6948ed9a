import type { Iso, Person } from '../../contract/commit';
import type { Target } from '../../contract/workspace';
import type { Source } from '../release/git-ports';
import type { Endpoint, Observation } from '../release/ports';
import type { Secrets } from '../release/record-ports';
import { createArgoCdEndpoint } from './argo-cd/argo-cd-endpoint';
import { createDockerSwarmEndpoint } from './docker-swarm/docker-swarm-endpoint';
import { createCommandEndpoint } from './command/command-endpoint';
import { createGitBranchEndpoint } from './git-branch';
import { createGitFileEndpoint } from './git-file/git-file-endpoint';
import { createGithubEndpoint } from './github/github-endpoint';
import { createGitlabEndpoint } from './gitlab/gitlab-endpoint';
import { createHttpEndpoint } from './http/http-endpoint';
import { createLocalEndpoint } from './local/local-endpoint';
import { createKubernetesEndpoint } from './kubernetes/kubernetes-endpoint';
import { createOciTagEndpoint } from './oci-tag/oci-tag-endpoint';
import { within } from './within';

export interface EndpointOptions {
  /** `local/` of the workspace's folder: releases, their supervisor and its record. */
  readonly stateFolder: string;
  /** Absolute path of the workspace file's folder: files that an endpoint names are in it. */
  readonly folder: string;
  /** Absolute path of the built supervisor, `dist/main/supervisor.cjs`. */
  readonly supervisorScript: string;
  readonly source: Source;
  /** Whose commits they are, where to deploy is to commit. */
  readonly me: Person;
  readonly secrets: Secrets;
  readonly now: () => Iso;
  /** How long a new local version may take to be healthy. Default 20,000. */
  readonly startWithinMs?: number;
  /** For the whole answer to an http deploy request. Default 30,000. */
  readonly deployWithinMs?: number;
}

const observeMs = 9500;

/** Holds an endpoint to its promise: an observation ends within 10 s, whatever hangs. */
const punctual = (endpoint: Endpoint, now: () => Iso): Endpoint => ({
  ...endpoint,
  observe: (target: Target, signal) =>
    within<Observation>(
      observeMs,
      signal,
      (signal) => endpoint.observe(target, signal),
      () => {
        const where = `${target.component} in ${target.environment}`;
        const failure = { kind: 'endpoint-hangs', where, afterMs: observeMs } as const;
        return { readAt: now(), outcome: { kind: 'unreadable', failure } };
      },
    ),
});

/** The endpoint of each kind. A kind that the workspace schema does not know is a bug. */
export const createEndpoints = (options: EndpointOptions): ((kind: string) => Endpoint) => {
  const { source, now } = options;
  const endpoints = new Map<string, Endpoint>([
    ['local', punctual(createLocalEndpoint(options), now)],
    ['git-branch', punctual(createGitBranchEndpoint(source, now), now)],
    ['git-file', punctual(createGitFileEndpoint(options), now)],
    ['http', punctual(createHttpEndpoint(options), now)],
    ['kubernetes', punctual(createKubernetesEndpoint(options), now)],
    ['argo-cd', punctual(createArgoCdEndpoint(options), now)],
    ['docker-swarm', punctual(createDockerSwarmEndpoint(options), now)],
    ['command', punctual(createCommandEndpoint(options), now)],
    ['oci-tag', punctual(createOciTagEndpoint(options), now)],
    ['github', punctual(createGithubEndpoint(options), now)],
    ['gitlab', punctual(createGitlabEndpoint(options), now)],
  ]);
  return (kind) => {
    const endpoint = endpoints.get(kind);
    if (endpoint === undefined) throw new Error(`no endpoint of the kind ${kind}`);
    return endpoint;
  };
};
