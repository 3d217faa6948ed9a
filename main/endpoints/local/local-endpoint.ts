import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { shortCommit, type Iso } from '../../../contract/commit';
import type { Failure } from '../../../contract/failure';
import { fill, secretsIn } from '../../../contract/placeholders';
import type { Target } from '../../../contract/workspace';
import { allowedEnvironment } from '../../processes/allowed-environment';
import { createQueue } from '../../processes/event-queue';
import type { Source } from '../../release/git-ports';
import type { Endpoint, Observation, Order } from '../../release/ports';
import type { Progress, Receipt } from '../../release/receipt';
import { configFor } from '../config-of';
import { readHealth, type HealthReading } from '../health';
import { orderValues } from '../target-values';
import { slotKey, type Release, type StartRequest } from './protocol';
import { removeRelease } from './prune-releases';
import { releasesFolder } from './releases-folder';
import { treeOf } from './service';
import { readState, stateFile } from './state';
import { createSupervisorClient, reachSupervisor, type Conversation } from './supervisor-client';

export interface LocalOptions {
  readonly stateFolder: string;
  /** Absolute path of the built supervisor. */
  readonly supervisorScript: string;
  readonly source: Source;
  readonly now: () => Iso;
  /** How long a new version may take to be healthy. Default 20,000. */
  readonly startWithinMs?: number;
}

const observeMs = 5000;
/** Beyond the start itself: a restart on its way goes first. */
const patienceMs = 40_000;

const configOf = configFor('local');

const whereOf = (target: Target): string => `${target.component} in ${target.environment}`;

const refused = (failure: Failure): Receipt => ({ kind: 'refused', failure });

/** The request for an order, `${port}` left in for the supervisor; or why there can be none. */
const planOf = (order: Order, folder: string, withinMs: number): StartRequest | Failure => {
  const { target } = order;
  const { run, env = {} } = configOf(target);
  const cannot = (why: string): Failure => ({ kind: 'not-started', where: whereOf(target), why });
  if (run === undefined) return cannot('the workspace file gives no `run` for it');
  if (target.port === null) return cannot('the workspace file gives no `port` for it');
  if ([...run, ...Object.values(env)].some((text) => secretsIn(text).length > 0)) {
    return cannot('a secret is given to addresses only, never to a local process');
  }
  const values = { ...orderValues(order), port: '${port}' };
  const filled = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fill(value, values)]));
  const release: Release = {
    order: order.id,
    commit: order.candidate.commit,
    folder,
    run: run.map((text) => fill(text, values)),
    env: allowedEnvironment(process.env, filled),
    health: target.health === null ? null : fill(target.health.url, values),
  };
  const { component, environment, port } = target;
  return { type: 'start', component, environment, port, withinMs, release };
};

type Unanswered = Extract<Conversation, { kind: 'failed' }>;

const unclear = (target: Target, talk: Unanswered, afterMs: number): { kind: 'unclear'; failure: Failure } => {
  if (talk.cancelled) return { kind: 'unclear', failure: { kind: 'cancelled' } };
  const where = `the supervisor of ${whereOf(target)}`;
  if (talk.late) return { kind: 'unclear', failure: { kind: 'endpoint-hangs', where, afterMs } };
  return { kind: 'unclear', failure: { kind: 'endpoint-unreachable', where, why: talk.why } };
};

/** Runs components on this machine, a supervised process for each component in each environment. */
export const createLocalEndpoint = (options: LocalOptions): Required<Endpoint> => {
  const { stateFolder, source, now } = options;
  const talk = createSupervisorClient(stateFolder, options.supervisorScript);
  const withinMs = options.startWithinMs ?? 20_000;
  const damaged: Failure = { kind: 'data-folder', folder: stateFile(stateFolder), why: 'it can’t be read' };

  const ask = async (
    order: Order,
    wait: boolean,
    signal: AbortSignal,
  ): Promise<Receipt | 'unheard of' | 'starting' | 'damaged'> => {
    const state = await readState(stateFolder);
    const request = { type: 'find', order: order.id, wait } as const;
    const patience = { request, withinMs: wait ? withinMs + patienceMs : observeMs, signal };
    // A living supervisor knows of orders that are not on disk yet.
    const socket = await reachSupervisor(stateFolder);
    if (socket === 'nobody') {
      if (state === 'damaged') return 'damaged';
      const known = state === 'none' ? undefined : state.orders[order.id];
      if (known === undefined) return 'unheard of';
      if (known.receipt !== null) return known.receipt;
    }
    if (typeof socket !== 'string' && !(socket instanceof Error)) socket.destroy();
    const said = await talk(patience);
    if (said.kind === 'failed') return unclear(order.target, said, patience.withinMs);
    if (said.answer.type !== 'receipt' || said.answer.folder === null) return 'unheard of';
    return said.answer.receipt ?? 'starting';
  };

  const find = async (order: Order, signal: AbortSignal): Promise<Receipt | 'unheard of'> => {
    const found = await ask(order, false, signal);
    if (found === 'damaged') return { kind: 'unclear', failure: damaged };
    if (found !== 'starting') return found;
    const why = 'it is still being started';
    return { kind: 'unclear', failure: { kind: 'not-started', where: whereOf(order.target), why } };
  };

  async function* deploy(order: Order, signal: AbortSignal): AsyncGenerator<Progress, void, undefined> {
    const { target, candidate } = order;
    const receive = (receipt: Receipt): Progress => ({ type: 'receipt', receipt });
    const attempt = `${order.id}-${randomBytes(4).toString('hex')}`;
    const folder = join(releasesFolder(stateFolder, target.component, target.environment), attempt);
    const plan = planOf(order, folder, withinMs);
    if ('kind' in plan) return yield receive(refused(plan));
    const known = await ask(order, true, signal);
    // A damaged record is kept aside by the supervisor that this order starts; it knows of no order then.
    if (typeof known !== 'string') return yield receive(known);

    yield { type: 'step', text: `Checking out ${shortCommit(candidate.commit)}` };
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const checkedOut = await source.checkout(target.component, candidate.commit, treeOf(folder), signal);
    if (!checkedOut.ok || signal.aborted) {
      await removeRelease(folder);
      return yield receive(refused(checkedOut.ok ? { kind: 'cancelled' } : checkedOut.failure));
    }

    yield { type: 'step', text: `Starting it, up to ${withinMs / 1000} s` };
    const heard = createQueue<Progress>();
    const start = async (): Promise<Receipt> => {
      const said = await talk({
        request: plan,
        withinMs: withinMs + patienceMs,
        signal,
        hear: (answer) => answer.type === 'log' && heard.push({ type: 'log', text: answer.text }),
      });
      if (said.kind === 'failed' && !said.sent) {
        await removeRelease(folder);
        const where = whereOf(target);
        return refused(signal.aborted ? { kind: 'cancelled' } : { kind: 'endpoint-unreachable', where, why: said.why });
      }
      if (said.kind === 'failed') {
        // The answer was lost: the supervisor, or the one after it, knows what became of the order.
        const known = said.late || signal.aborted ? 'unheard of' : await find(order, signal);
        return known === 'unheard of' ? unclear(target, said, withinMs + patienceMs) : known;
      }
      if (said.answer.type !== 'receipt' || said.answer.receipt === null)
        throw new Error('the supervisor gave no receipt');
      if (said.answer.folder !== folder) await removeRelease(folder);
      return said.answer.receipt;
    };
    const receipt = start().finally(() => heard.end());
    yield* heard.read();
    yield receive(await receipt);
  }

  const observe = async (target: Target, signal: AbortSignal): Promise<Observation> => {
    configOf(target);
    const state = await readState(stateFolder);
    if (state === 'damaged') return { readAt: now(), outcome: { kind: 'unreadable', failure: damaged } };
    const slot = state === 'none' ? undefined : state.slots[slotKey(target.component, target.environment)];
    if (slot === undefined || slot.current === null) return { readAt: now(), outcome: { kind: 'nothing' } };
    const { component, environment } = target;
    const request = { type: 'observe', component, environment } as const;
    const said = await talk({ request, withinMs: observeMs, signal });
    if (said.kind === 'failed') {
      const { failure } = unclear(target, said, observeMs);
      return { readAt: now(), outcome: { kind: 'unreadable', failure } };
    }
    const { answer } = said;
    if (answer.type !== 'runs' || answer.commit === null) return { readAt: now(), outcome: { kind: 'nothing' } };
    const { trouble, starting } = answer;
    const ailing: HealthReading =
      trouble === null
        ? await readHealth(target, signal)
        : { health: starting ? 'unknown' : 'unhealthy', healthText: trouble };
    return { readAt: now(), outcome: { kind: 'running', named: answer.commit, ...ailing } };
  };

  return { deploy, find, observe, address: () => options.stateFolder };
};
