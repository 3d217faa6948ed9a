import { z } from 'zod';
import { durationText } from '../duration';
import { secretText, text } from '../keys';

/** A service of a Docker swarm, an image a candidate. */
export const dockerSwarmEndpoint = z.strictObject({
  kind: z.literal('docker-swarm'),
  /** A manager: `unix:///run/docker.sock`, or `https://host:2376` with mutual TLS. */
  host: text.default('unix:///var/run/docker.sock'),
  service: text.default('${component}-${environment}'),
  /** `${candidate.commit}` or `${candidate.version}` in it says what a running image is. */
  image: text,
  /** PEM; files inside the workspace file's folder. */
  ca: text.optional(),
  certificate: text.optional(),
  /** PEM. */
  privateKey: secretText.optional(),
  within: durationText.default('10m'),
});
export type DockerSwarmEndpoint = z.infer<typeof dockerSwarmEndpoint>;
