import { z } from 'zod';

// What is read of an answer; the API has far more. Optional is what Kubernetes leaves out when it is zero or empty.

const count = z.number().default(0);
const texts = z.record(z.string(), z.string()).default({});
const containers = z.array(z.object({ name: z.string(), image: z.string().default('') }));

const selectorSchema = z.object({
  matchLabels: texts,
  matchExpressions: z
    .array(z.object({ key: z.string(), operator: z.string(), values: z.array(z.string()).default([]) }))
    .default([]),
});

const updateSchema = z.object({
  type: z.string().default('RollingUpdate'),
  rollingUpdate: z.object({ partition: count }).nullish(),
});

/** A Deployment, StatefulSet or DaemonSet, apps/v1. */
export const workloadSchema = z.object({
  metadata: z.object({ name: z.string(), generation: count, annotations: texts }),
  spec: z.object({
    replicas: z.number().default(1),
    paused: z.boolean().default(false),
    selector: selectorSchema,
    template: z.object({ spec: z.object({ containers }) }),
    updateStrategy: updateSchema.optional(),
  }),
  status: z
    .object({
      observedGeneration: count,
      replicas: count,
      updatedReplicas: count,
      readyReplicas: count,
      availableReplicas: count,
      desiredNumberScheduled: count,
      updatedNumberScheduled: count,
      numberAvailable: count,
      currentRevision: z.string().default(''),
      updateRevision: z.string().default(''),
      conditions: z
        .array(
          z.object({
            type: z.string(),
            reason: z.string().default(''),
            message: z.string().default(''),
            lastUpdateTime: z.string().default(''),
          }),
        )
        .default([]),
    })
    .prefault({}),
});
export type Workload = z.infer<typeof workloadSchema>;

export const orderAnnotation = 'humdrum/deployment';

/** The order that a workload last took. */
export const orderOn = (workload: Workload): string | null => workload.metadata.annotations[orderAnnotation] ?? null;

/** The image that a container is meant to run; null: there is no such container. */
export const imageOf = (workload: { readonly spec: Pick<Workload['spec'], 'template'> }, name: string): string | null =>
  workload.spec.template.spec.containers.find((container) => container.name === name)?.image ?? null;

/** A label selector as a query says it. */
export const selectorText = ({ matchLabels, matchExpressions }: Workload['spec']['selector']): string =>
  [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values }) => {
      if (operator === 'Exists') return key;
      if (operator === 'DoesNotExist') return `!${key}`;
      return `${key} ${operator === 'NotIn' ? 'notin' : 'in'} (${values.join(',')})`;
    }),
  ].join(',');
