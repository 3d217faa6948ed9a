import { setMaxListeners } from 'node:events';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Candidate } from '../../contract/candidate';
import { nameOf } from '../../contract/commit';
import type { Entry } from '../../contract/entry';
import { done, failed, type Failure, type Result } from '../../contract/failure';
import type { Target } from '../../contract/workspace';
import { componentRecord, fold } from '../release/record/fold';
import type { Demo, DemoMachinery, DemoOptions, DemoPorts } from './build';
import { readMarker } from './folder';
import { readLedgerBranch } from './ledger-history';

type WakeOptions = Pick<DemoOptions, 'dir' | 'signal' | 'progress'>;

/** What the ledger says one environment should run of a component, as the board folds it. */
const recordedCandidate = (entries: readonly Entry[], component: string): Candidate | null => {
  const { deployments, recorded } = componentRecord(fold(entries), component);
  return deployments.find((d) => d.candidate.commit === recorded?.commit)?.candidate ?? null;
};

/** Where nothing runs. */
const asleepOf = async (
  { endpoint }: DemoMachinery,
  targets: readonly Target[],
  signal: AbortSignal,
): Promise<readonly Target[]> => {
  const kinds = await Promise.all(targets.map(async (target) => (await endpoint.observe(target, signal)).outcome.kind));
  return targets.filter((_, i) => kinds[i] === 'nothing');
};

/** Starts a candidate where nothing runs; null: it runs. */
const wakeTarget = async (
  { endpoint }: DemoMachinery,
  target: Target,
  candidate: Candidate,
  { progress, signal }: WakeOptions,
): Promise<Failure | null> => {
  let failure: Failure | null = { kind: 'cancelled' };
  for await (const step of endpoint.deploy({ id: randomUUID(), target, candidate }, signal))
    if (step.type === 'receipt') failure = step.receipt.kind === 'accepted' ? null : step.receipt.failure;
  if (failure === null) progress?.(`${target.environment} runs ${target.component} ${nameOf(candidate)} again`);
  return failure;
};

/**
 * Starts the processes of a demo whose processes were stopped, with what its ledger says; what runs is left alone.
 * Failures: `data-folder` (there is no demo in `dir`), the workspace reader's, the endpoint's.
 */
export const wakeDemo = async (options: WakeOptions, ports: Omit<DemoPorts, 'forget'>): Promise<Result<Demo>> => {
  const { dir, signal } = options;
  const marker = await readMarker(dir);
  if (!marker?.complete) return failed({ kind: 'data-folder', folder: dir, why: 'it is no demo' });
  const file = join(dir, 'humdrum.yml');
  const read = await ports.workspaces.read(file, signal);
  if (!read.ok) return read;
  const workspace = read.value;
  const machinery = ports.machinery(workspace);
  const own = new AbortController();
  // Sixteen observations at once listen to it.
  setMaxListeners(0, own.signal);
  const abort = (): void => own.abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    const targets = workspace.components.flatMap((component) => component.targets);
    const asleep = await asleepOf(machinery, targets, own.signal);
    const sources = workspace.components.filter(({ name }) => asleep.some(({ component }) => component === name));
    const mirrored = await Promise.all(sources.map((c) => machinery.mirrors.refresh(c, own.signal)));
    for (const result of mirrored) if (!result.ok) return result;
    const ledger = new Map<string, readonly Entry[]>();
    for (const { environment } of asleep)
      if (!ledger.has(environment))
        ledger.set(environment, await readLedgerBranch(join(dir, 'ledger.git'), environment, own.signal));
    const failures = await Promise.all(
      asleep.map(async (target) => {
        const candidate = recordedCandidate(ledger.get(target.environment) ?? [], target.component);
        return candidate && (await wakeTarget(machinery, target, candidate, { ...options, signal: own.signal }));
      }),
    );
    const failure = failures.find((one) => one !== null);
    return failure ? failed(failure) : done({ file, workspace, basePort: marker.basePort });
  } finally {
    signal.removeEventListener('abort', abort);
  }
};
