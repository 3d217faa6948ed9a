import type { Commit } from '../../contract/commit';
import type { Failure } from '../../contract/failure';
import type { Endpoint, Observation, Order } from '../../main/release/ports';
import type { Progress, Receipt } from '../../main/release/receipt';
import type { JournalRecord } from '../../main/release/record-ports';
import { placeKey, type Judge } from './schedule-judge';
import { flightBound, type Actor } from './schedule-turns';
import { anyTime, comes, commits, count, short, type World } from './schedule-world';

const trouble: Failure = { kind: 'endpoint-unreachable', where: 'memory', why: 'the connection was lost' };
const accepted: Receipt = { kind: 'accepted', text: 'ok' };
const refused: Receipt = { kind: 'refused', failure: trouble };
const unclear: Receipt = { kind: 'unclear', failure: trouble };

/** What the environments run, and what they heard. An order that they know already is the same one. */
export class Running {
  readonly #runs = new Map<string, Commit>();
  readonly #heard = new Map<string, Receipt>();

  constructor(
    readonly world: World,
    readonly judge: Judge,
  ) {}

  at(place: string): Commit {
    return this.#runs.get(place) ?? commits[0];
  }

  heard(id: string): Receipt | 'unheard of' {
    return this.#heard.get(id) ?? 'unheard of';
  }

  hear({ id }: Order, receipt: Receipt): boolean {
    if (this.#heard.has(id)) return false;
    this.#heard.set(id, receipt);
    return true;
  }

  perform({ id, target, candidate }: Order): void {
    const place = placeKey(target.environment, target.component);
    this.#runs.set(place, candidate.commit);
    this.world.tell?.(`  ${place} runs ${candidate.commit.slice(0, 1)} by ${short(id)}`);
    this.judge.performed(id);
  }

  take(order: Order): void {
    if (this.hear(order, accepted)) this.perform(order);
  }
}

/** What may become of an order on its way, and what its sender is told. */
const troubles: readonly (readonly [string, (running: Running, order: Order) => Receipt])[] = [
  ['lost answers', (running, order) => (running.take(order), unclear)],
  ['lost orders', () => unclear],
  ['errors of what was done', (running, order) => (running.take(order), refused)],
  ['refusals', (running, order) => (running.hear(order, refused), refused)],
  ['lies with 200', (running, order) => (running.hear(order, accepted), accepted)],
  [
    'late landings',
    (running, order) => {
      running.world.turns.later(`${short(order.id)} lands late`, flightBound, () => running.take(order));
      return unclear;
    },
  ],
  [
    'late landings',
    (running, order) => {
      running.hear(order, accepted);
      const perform = (): void => running.perform(order);
      running.world.turns.later(`${short(order.id)}, accepted, lands late`, anyTime, perform);
      return accepted;
    },
  ],
  [
    'doubled messages',
    (running, order) => {
      running.world.turns.later(`${short(order.id)} comes again`, anyTime, () => running.take(order));
      running.take(order);
      return accepted;
    },
  ],
];

const deliver = (running: Running, order: Order): Receipt => {
  const { world } = running;
  const trouble = world.choices.odds(world.faults.endpoint) ? troubles[world.choices.pick(troubles.length)] : undefined;
  if (!trouble) return (running.take(order), accepted);
  count(world, trouble[0]);
  return trouble[1](running, order);
};

/** The environments as one machine's process sees them; every message waits for its turn. */
export const scheduledEndpoint = (
  running: Running,
  actor: Actor,
  machine: { readonly name: string; readonly journal: readonly JournalRecord[] },
  now: () => string,
): Endpoint => {
  const { world, judge } = running;
  const { turns } = world;

  async function* deploy(order: Order, signal: AbortSignal): AsyncGenerator<Progress> {
    const { id, candidate, target } = order;
    judge.sending({ id, commit: candidate.commit }, target.environment, machine.journal);
    world.tell?.(`  ${actor.name} sends ${short(id)} to ${target.environment}: ${candidate.commit.slice(0, 1)}`);
    const orphan = { effect: () => running.take(order), withinMs: flightBound };
    const receipt = await turns.call(actor, `sends ${short(id)}`, () => deliver(running, order), orphan);
    yield { type: 'receipt', receipt: signal.aborted ? unclear : receipt };
  }

  const look = (place: string): Observation['outcome'] => {
    if (comes(world, 'unreadable', 'unreadable observations')) return { kind: 'unreadable', failure: trouble };
    const commit = running.at(place);
    judge.observed(machine.name, place, commit);
    return { kind: 'running', named: commit, health: 'healthy', healthText: null };
  };

  return {
    deploy,
    observe: async (target) => {
      const place = placeKey(target.environment, target.component);
      const outcome = await turns.call(actor, `looks at ${place}`, () => look(place));
      if (comes(world, 'slow', 'answers reordered')) await turns.call(actor, `hears what ${place} runs`, () => null);
      return { readAt: now(), outcome };
    },
    ...(world.plan.finds
      ? {
          find: (order: Order) =>
            turns.call(actor, `asks about ${short(order.id)}`, (): Receipt | 'unheard of' =>
              comes(world, 'unreadable', 'lost answers') ? unclear : running.heard(order.id),
            ),
        }
      : {}),
  };
};
