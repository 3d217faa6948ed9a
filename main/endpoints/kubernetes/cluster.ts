import type { KubernetesEndpoint } from '../../../contract/endpoint-kinds/kubernetes';
import { done, failed, type Failure, type Result } from '../../../contract/failure';
import { fill, type PlaceholderValues } from '../../../contract/placeholders';
import type { Secrets } from '../../release/record-ports';
import { innerText } from '../../http/inner-file';
import { askJson, type JsonAnswer } from '../../http/json-api';
import type { Template } from '../../http/request';
import { saidMessage } from '../../http/said-message';

/** A workload's place in a cluster, and a way to ask the cluster's API. */
export interface Cluster {
  /** `deployment`, `statefulset` or `daemonset`. */
  readonly kind: string;
  readonly name: string;
  readonly container: string;
  /** As it is said: `deployment/shop in staging`. */
  readonly title: string;
  readonly paths: { readonly workload: string; readonly pods: string; readonly replicaSets: string };
  /** @param withinMs for the whole answer; default `requestMs` */
  ask(path: string, signal: AbortSignal, more?: Partial<Template>, withinMs?: number): Promise<JsonAnswer>;
}

export interface ClusterOptions {
  readonly secrets: Secrets;
  /** Absolute path of the workspace file's folder. */
  readonly folder: string;
  /** For one answer of the API. Default 3,000. */
  readonly requestMs?: number;
}

/** A name that Kubernetes gives: nothing in it leads an address elsewhere. */
const named = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/;

/** Where a workspace file's keys lead; fails where a name in it is none, or the authority's file can't be read. */
export const clusterOf = async (
  config: KubernetesEndpoint,
  values: PlaceholderValues,
  { secrets, folder, requestMs = 3000 }: ClusterOptions,
): Promise<Result<Cluster>> => {
  const [kind = '', name = ''] = fill(config.workload, values).split('/');
  const namespace = fill(config.namespace, values);
  const container = fill(config.container, values);
  const wrong = [name, namespace, container].find((text) => !named.test(text));
  if (wrong !== undefined) {
    const why = `Kubernetes has no names like “${wrong}”`;
    return failed({ kind: 'endpoint-unreachable', where: `${kind}/${name} in ${namespace}`, why });
  }
  const ca = config.ca === undefined ? null : await innerText(folder, fill(config.ca, values));
  if (ca?.ok === false) return ca;
  const over = ca === null ? {} : { ca: ca.value };
  const server = config.server.replace(/\/+$/, '');
  const apps = `/apis/apps/v1/namespaces/${namespace}`;
  return done({
    kind,
    name,
    container,
    title: `${kind}/${name} in ${namespace}`,
    paths: {
      workload: `${apps}/${kind}s/${name}`,
      pods: `/api/v1/namespaces/${namespace}/pods`,
      replicaSets: `${apps}/replicasets`,
    },
    ask: async (path, signal, more = {}, withinMs = requestMs) => {
      const headers = { authorization: `Bearer ${config.token}`, ...more.headers };
      const template = { ...more, url: `${server}${path}`, headers, over };
      const answer = await askJson(template, values, secrets, withinMs, signal);
      return answer.ok ? answer : { ...answer, failure: saidMessage(answer.failure) };
    },
  });
};

/** An answer that is not what the API promises. */
export const nonsense = (where: string, expected: string, json: unknown): Failure => ({
  kind: 'endpoint-nonsense',
  where,
  expected,
  said: (JSON.stringify(json) ?? 'nothing').slice(0, 300),
});
