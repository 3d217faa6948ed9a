import { z } from 'zod';
import type { Seen } from './endpoint-http';
import { reconcile, workloadOf, type FakeWorkload, type Kind } from './kubernetes-controller';
import { objectOf, podObject, replicaSets, statusObject, strangePod } from './kubernetes-objects';

/** A cluster with one workload, `shop` in `staging`, that remembers: its API's answers, and what its controller does meanwhile. */
export interface FakeCluster {
  workload: FakeWorkload;
  token: string;
  /** What a PATCH does to the workload; by default what it says. */
  apply: (image: string, annotations: Record<string, string>) => void;
  /** The controller stands still. */
  still: boolean;
  /** Images of the pods that run, for the test to ask the cluster and not the adapter. */
  readonly running: () => readonly string[];
  readonly handle: (request: Seen) => { readonly status: number; readonly body: unknown };
}

const patchSchema = z.object({
  metadata: z.object({ annotations: z.record(z.string(), z.string()) }),
  spec: z.object({
    template: z.object({
      spec: z.object({ containers: z.tuple([z.object({ name: z.literal('shop'), image: z.string() })]) }),
    }),
  }),
});

export const fakeCluster = (kind: Kind, image: string, token: string): FakeCluster => {
  const answer = (status: number, body: unknown) => ({ status, body });
  const refuse = (code: number, reason: string, message: string) => answer(code, statusObject(code, reason, message));

  const podList = (query: URLSearchParams) => {
    const { workload } = cluster;
    if (query.get('labelSelector') !== 'app=shop') return answer(200, list([], ''));
    const all = [...workload.pods.map((pod) => podObject(workload, pod)), strangePod('shop:job')];
    const from = Number(query.get('continue') ?? '0');
    const limit = Number(query.get('limit') ?? String(all.length));
    const more = from + limit < all.length ? String(from + limit) : '';
    return answer(200, list(all.slice(from, from + limit), more));
  };
  const list = (items: readonly unknown[], more: string) => ({
    apiVersion: 'v1',
    kind: 'PodList',
    metadata: more === '' ? {} : { continue: more },
    items,
  });

  const patch = (request: Seen) => {
    if (request.headers['content-type'] !== 'application/strategic-merge-patch+json')
      return refuse(415, 'UnsupportedMediaType', 'the body of the request was in an unknown format');
    const read = patchSchema.safeParse(JSON.parse(request.body));
    if (!read.success) return refuse(400, 'BadRequest', read.error.message);
    const [container] = read.data.spec.template.spec.containers;
    if (container.image.includes(' '))
      return refuse(422, 'Invalid', `Deployment.apps "shop" is invalid: image: Invalid value: "${container.image}"`);
    cluster.apply(container.image, read.data.metadata.annotations);
    return answer(200, objectOf(cluster.workload));
  };

  const cluster: FakeCluster = {
    workload: workloadOf(kind, image),
    token,
    still: false,
    apply: (to, annotations) => {
      const { workload } = cluster;
      workload.annotations = { ...workload.annotations, ...annotations };
      if (to === workload.image) return;
      workload.image = to;
      workload.generation += 1;
      workload.stuck = 0;
      if (!workload.images.includes(to)) workload.images.push(to);
    },
    running: () => [
      ...new Set(cluster.workload.pods.filter(({ waiting, ending }) => !waiting && !ending).map((pod) => pod.image)),
    ],
    handle: (request) => {
      const url = new URL(request.url, 'http://cluster');
      if (request.headers.authorization !== `Bearer ${cluster.token}`)
        return refuse(401, 'Unauthorized', 'Unauthorized');
      if (url.pathname === '/api/v1/namespaces/staging/pods') return podList(url.searchParams);
      if (url.pathname === '/apis/apps/v1/namespaces/staging/replicasets')
        return answer(200, replicaSets(cluster.workload));
      if (url.pathname !== `/apis/apps/v1/namespaces/staging/${cluster.workload.kind}s/shop`)
        return refuse(404, 'NotFound', `${url.pathname.split('/').slice(-2).join(' ')} not found`);
      if (request.method === 'PATCH') return patch(request);
      if (!cluster.still) reconcile(cluster.workload);
      return answer(200, objectOf(cluster.workload));
    },
  };
  return cluster;
};
