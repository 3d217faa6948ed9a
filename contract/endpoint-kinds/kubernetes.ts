import { z } from 'zod';
import { durationText } from '../duration';
import { secretText, text } from '../keys';

/** A Deployment, StatefulSet or DaemonSet of Kubernetes, an image a candidate. */
export const kubernetesEndpoint = z.strictObject({
  kind: z.literal('kubernetes'),
  server: text,
  /** PEM, inside the workspace file's folder. Default: the machine's own authorities. */
  ca: text.optional(),
  token: secretText,
  namespace: text.default('default'),
  workload: text
    .regex(/^(?:deployment|statefulset|daemonset)\//, 'a workload like deployment/shop')
    .default('deployment/${component}'),
  container: text.default('${component}'),
  /** `${candidate.commit}` or `${candidate.version}` in it says what a running image is. */
  image: text,
  /** Longer than `progressDeadlineSeconds` (600 by default), or Kubernetes cannot say that it gave up. */
  within: durationText.default('15m'),
});
export type KubernetesEndpoint = z.infer<typeof kubernetesEndpoint>;
