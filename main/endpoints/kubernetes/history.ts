import { z } from 'zod';
import type { Cluster } from './cluster';
import { imageOf, selectorText, type Workload } from './workload';

const revision = 'deployment.kubernetes.io/revision';

const containers = z.array(z.object({ name: z.string(), image: z.string().default('') }));
const listSchema = z.object({
  items: z
    .array(
      z.object({
        metadata: z.object({ name: z.string(), annotations: z.record(z.string(), z.string()).default({}) }),
        spec: z.object({ template: z.object({ spec: z.object({ containers }) }) }),
      }),
    )
    .nullish(),
});

/** Which revision of a Deployment had an image: `revision 3, ReplicaSet shop-5d4f`. null: none that is kept, or it may not be read. */
export const revisionWith = async (
  cluster: Cluster,
  workload: Workload,
  image: string,
  signal: AbortSignal,
): Promise<string | null> => {
  if (cluster.kind !== 'deployment') return null;
  const selector = encodeURIComponent(selectorText(workload.spec.selector));
  const answer = await cluster.ask(`${cluster.paths.replicaSets}?labelSelector=${selector}`, signal);
  if (!answer.ok) return null;
  const sets = listSchema.safeParse(answer.json).data?.items ?? [];
  const found = sets.find((set) => imageOf(set, cluster.container) === image);
  return found ? `revision ${found.metadata.annotations[revision] ?? '?'}, ReplicaSet ${found.metadata.name}` : null;
};
