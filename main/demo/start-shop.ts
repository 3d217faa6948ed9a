import { randomUUID } from 'node:crypto';
import { nameOf } from '../../contract/commit';
import { done, failed, type Result } from '../../contract/failure';
import type { Target, Workspace } from '../../contract/workspace';
import type { Endpoint } from '../release/ports';
import type { Receipt } from '../release/receipt';
import { candidateAt } from './releases/entries';
import type { WrittenRepository } from './repositories';
import { runsAtFirstSight } from './shop/first-sight';
import type { DemoEnvironment, Service } from './shop/ports';

/** Brings one candidate out; the receipt, as the endpoint gave it. */
const bring = async (
  endpoint: Endpoint,
  target: Target,
  repository: WrittenRepository,
  progress: (text: string) => void,
  signal: AbortSignal,
): Promise<Receipt> => {
  // as: the demo's workspace file names the demo's services and environments
  const label = runsAtFirstSight[target.component as Service][target.environment as DemoEnvironment];
  const candidate = candidateAt(repository, repository.mark(label));
  let receipt: Receipt = { kind: 'refused', failure: { kind: 'cancelled' } };
  // A new id at every build: an endpoint that remembers the one of an earlier build would start nothing.
  for await (const step of endpoint.deploy({ id: randomUUID(), target, candidate }, signal))
    if (step.type === 'receipt') receipt = step.receipt;
  progress(`${target.environment} runs ${target.component} ${nameOf(candidate)}`);
  return receipt;
};

/** Starts every service in every environment, all at once. The first that does not start is the failure. */
export const startShop = async (
  workspace: Workspace,
  repositories: ReadonlyMap<string, WrittenRepository>,
  endpoint: Endpoint,
  progress: (text: string) => void,
  signal: AbortSignal,
): Promise<Result<null>> => {
  const receipts = await Promise.all(
    workspace.components.flatMap((component) => {
      const repository = repositories.get(component.name);
      return repository ? component.targets.map((t) => bring(endpoint, t, repository, progress, signal)) : [];
    }),
  );
  const bad = receipts.find((receipt) => receipt.kind !== 'accepted');
  return bad ? failed(bad.failure) : done(null);
};
