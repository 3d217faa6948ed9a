import { z } from 'zod';
import type { Receipt } from '../../release/receipt';
import type { Manager } from './engine-api';
import { orderOf, specFor } from './order-label';
import { serviceOf, type Service } from './swarm';

const updateMs = 30_000;
const answerSchema = z.object({ Warnings: z.array(z.string()).nullish() });

type Updated = { readonly warnings: string } | { readonly receipt: Receipt };

/** Sends the service's new specification, once. No `receipt`: the swarm has it, and says how it goes. */
export const update = async (
  manager: Manager,
  service: Service,
  image: string,
  order: string,
  signal: AbortSignal,
): Promise<Updated> => {
  const path = `/services/${service.ID}/update?version=${service.Version.Index}`;
  const answer = await manager.post(path, specFor(service, image, order), updateMs, signal);
  if (answer.ok) {
    const warnings = answerSchema.safeParse(answer.json).data?.Warnings ?? [];
    return { warnings: warnings.map((line) => `${line}\n`).join('') };
  }
  const { failure, sent } = answer;
  if (!sent) return { receipt: { kind: 'refused', failure } };
  // Somebody changed the service since it was looked at: Docker says so with 500, which may mean anything else too.
  if (failure.kind === 'endpoint-refused' && failure.said.includes('update out of sequence')) {
    const now = await serviceOf(manager, signal);
    if (now.ok && orderOf(now.value) !== order) return { receipt: { kind: 'refused', failure } };
    if (now.ok) return { warnings: '' };
  }
  return { receipt: { kind: 'unclear', failure } };
};
