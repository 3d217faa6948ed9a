import type { EndpointConfig } from '../../../contract/endpoint';

type Place = readonly [text: string, what: string];

/** What an endpoint changes and is observed at: two environments that name the same are one. */
export const endpointPlaces = (endpoint: EndpointConfig, component: string): readonly Place[] => {
  switch (endpoint.kind) {
    case 'local':
    case 'command':
      return [];
    case 'git-branch':
      return [[`${endpoint.repository ?? `the repository of ${component}`} ${endpoint.branch}`, 'branch']];
    case 'git-file': {
      const { repository, branch, file, key, observe } = endpoint;
      const observed: readonly Place[] = 'url' in observe ? [[observe.url, 'observe']] : [];
      return [[`${repository} ${branch} ${file} ${key}`, 'file'], ...observed];
    }
    case 'http':
      return [[endpoint.observe.url, 'observe']];
    case 'oci-tag': {
      const { registry, repository, tag, observe } = endpoint;
      const observed: readonly Place[] = observe ? [[observe.url, 'observe']] : [];
      return [[`${registry}/${repository}:${tag}`, 'tag'], ...observed];
    }
    case 'docker-swarm':
      return [[`${endpoint.host} ${endpoint.service}`, 'service']];
    case 'github':
      return [[`${endpoint.api} ${endpoint.repository} ${endpoint.environment}`, 'environment']];
    case 'gitlab':
      return [[`${endpoint.api} ${endpoint.project} ${endpoint.environment}`, 'environment']];
    case 'kubernetes':
      return [[`${endpoint.server} ${endpoint.namespace}/${endpoint.workload} ${endpoint.container}`, 'workload']];
    case 'argo-cd':
      return [[`${endpoint.server} ${endpoint.application}`, 'application']];
  }
};
