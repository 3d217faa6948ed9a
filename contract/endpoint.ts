import { z } from 'zod';
import { argoCdEndpoint } from './endpoint-kinds/argo-cd';
import { commandEndpoint } from './endpoint-kinds/command';
import { dockerSwarmEndpoint } from './endpoint-kinds/docker-swarm';
import { gitBranchEndpoint } from './endpoint-kinds/git-branch';
import { gitFileEndpoint } from './endpoint-kinds/git-file';
import { githubEndpoint } from './endpoint-kinds/github';
import { gitlabEndpoint } from './endpoint-kinds/gitlab';
import { httpEndpoint } from './endpoint-kinds/http';
import { kubernetesEndpoint } from './endpoint-kinds/kubernetes';
import { localEndpoint } from './endpoint-kinds/local';
import { ociTagEndpoint } from './endpoint-kinds/oci-tag';

// The keys of each endpoint kind, as people write them in humdrum.yml. One schema serves the workspace file, its JSON Schema
// and the adapter that reads the keys.

export const endpointSchema = z.discriminatedUnion('kind', [
  localEndpoint,
  gitBranchEndpoint,
  gitFileEndpoint,
  httpEndpoint,
  commandEndpoint,
  ociTagEndpoint,
  dockerSwarmEndpoint,
  githubEndpoint,
  gitlabEndpoint,
  kubernetesEndpoint,
  argoCdEndpoint,
]);
export type EndpointConfig = z.infer<typeof endpointSchema>;
export type EndpointKind = EndpointConfig['kind'];
/** The keys of one kind. */
export type EndpointOf<K extends EndpointKind> = Extract<EndpointConfig, { readonly kind: K }>;
