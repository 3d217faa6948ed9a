import type { Entry } from '../../contract/entry';
import { done, failed, type Failure } from '../../contract/failure';
import { appendTo, type Signer } from '../../main/ledger/append';
import { emptyBranch, type BranchState } from '../../main/ledger/branch';
import type { Ledger, LedgerReading } from '../../main/release/record-ports';
import type { Judge } from './schedule-judge';
import { ledgerBound, type Actor } from './schedule-turns';
import { comes, type World } from './schedule-world';

/** The remote: a branch an environment, moved by compare-and-swap, as git's refs are. */
export class Remote {
  readonly #tips = new Map<string, string[]>();
  readonly #states = new Map<string, BranchState>();

  constructor(
    readonly world: World,
    readonly judge: Judge,
  ) {}

  /** Every tip there was, oldest first. */
  tips(environment: string): readonly string[] {
    return this.#tips.get(environment) ?? [];
  }

  state(tip: string | null | undefined): BranchState {
    return (tip ? this.#states.get(tip) : undefined) ?? emptyBranch;
  }

  now(environment: string): BranchState {
    return this.state(this.tips(environment).at(-1));
  }

  /** Writes a commit that no branch has yet. */
  commit(parent: string | null, entry: Entry): string {
    const tip = `c${this.#states.size + 1}`;
    this.#states.set(tip, { tip, entries: [...this.state(parent).entries, entry], skipped: 0 });
    return tip;
  }

  /** null: moved. */
  move(environment: string, tip: string, lease: string | null): string | null {
    const before = this.now(environment);
    if (before.tip !== lease && this.world.plan.sabotage !== 'lease not checked') return 'stale info';
    if (before.tip === tip) return null;
    this.#tips.set(environment, [...this.tips(environment), tip]);
    const after = this.state(tip).entries;
    this.judge.landed(before.entries, after);
    this.world.tell?.(`  ${environment} ledger: ${after.slice(before.entries.length).map((e) => e.kind + ('verdict' in e ? ` ${e.verdict}` : '')).join(', ')}`); // oxfmt-ignore
    return null;
  }
}

class Trouble extends Error {
  constructor(readonly failure: Failure) {
    super(failure.kind);
  }
}
const unreachable: Failure = { kind: 'ledger-unreachable', ledger: 'memory', why: 'down' };

export interface LedgerPlace {
  readonly world: World;
  readonly remote: Remote;
  readonly actor: Actor;
  readonly signer: Signer;
  readonly now: () => string;
  /** The last tip of each environment that this machine has seen; it outlives the process. */
  readonly witness: Map<string, string>;
}

/** The real append, on a remote in memory whose every answer waits for its turn. */
export const scheduledLedger = ({ world, remote, actor, signer, now, witness }: LedgerPlace): Ledger => {
  const { turns } = world;
  const inTurn = new Map<string, Promise<unknown>>();

  const look = (environment: string): BranchState | Failure => {
    if (comes(world, 'ledgerDown', 'ledger unreachable')) return unreachable;
    const tips = remote.tips(environment);
    const seen = witness.get(environment);
    const from = seen === undefined ? 0 : tips.indexOf(seen);
    // A replica that lags never shows less than was seen: the ledger reads again where it does.
    const back = comes(world, 'stale', 'stale reads') ? world.choices.pick(tips.length - from) : 0;
    const state = remote.state(tips[tips.length - 1 - back]);
    const before = remote.state(seen).entries;
    if (before.some((e, i) => state.entries[i] !== e))
      return { kind: 'ledger-rewritten', ledger: 'memory', environment, seen: seen ?? '' };
    if (state.tip !== null) witness.set(environment, state.tip);
    return state;
  };

  const read = async <T>(what: string, effect: () => T): Promise<T> => {
    const answer = await turns.call(actor, what, effect, null, ledgerBound);
    if (comes(world, 'slow', 'answers reordered'))
      await turns.call(actor, `hears what it asked: ${what}`, () => null, null, ledgerBound);
    return answer;
  };

  const push = (environment: string, tip: string, lease: string | null): string | null => {
    if (comes(world, 'pushLies', 'pushes that lied')) return null;
    if (!comes(world, 'pushLost', 'lost answers')) return remote.move(environment, tip, lease);
    const how = world.choices.pick(3);
    if (how === 1) remote.move(environment, tip, lease);
    if (how === 2) {
      world.tally['late landings'] = (world.tally['late landings'] ?? 0) + 1;
      turns.later(`a push to ${environment} lands late`, Infinity, () => void remote.move(environment, tip, lease));
    }
    return 'the connection was lost';
  };

  const append: Ledger['append'] = async (environment, decide, signal) => {
    let expected: BranchState | null = null;
    try {
      const appended = await appendTo(
        {
          clone: {
            // as: the message of a commit is the entry that was just signed
            commit: async (parent, message) =>
              remote.commit(parent, JSON.parse(message.slice(message.indexOf('\n\n'))) as Entry),
            push: async (tip, ref, lease) => {
              const orphan = { effect: () => void remote.move(ref, tip, lease), withinMs: Infinity };
              const why = await turns.call(actor, `pushes to ${ref}`, () => push(ref, tip, lease), orphan, ledgerBound);
              expected = why === null && world.plan.sabotage === 're-read skipped' ? remote.state(tip) : null;
              return why;
            },
          },
          where: 'memory',
          environment,
          ref: environment,
          maxTries: 40,
          signer,
          now,
          wait: (_ms, stop) => turns.wait(actor, 100, stop),
          sync: async () => {
            if (expected) return expected;
            const state = await read(`reads the ledger of ${environment}`, () => look(environment));
            if ('kind' in state) throw new Trouble(state);
            return state;
          },
          expect: () => undefined,
        },
        decide,
        signal,
      );
      return appended.ok ? done(readingOf(environment, appended.value)) : appended;
    } catch (error) {
      if (error instanceof Trouble) return failed(error.failure);
      throw error;
    }
  };

  const readingOf = (environment: string, { entries, tip }: BranchState): LedgerReading => ({
    environment,
    entries,
    tip,
    readAt: now(),
  });

  return {
    where: 'memory',
    shared: true,
    read: async (environments) => {
      const states = await read('reads the ledger', () => environments.map(look));
      const readings: LedgerReading[] = [];
      for (const [index, state] of states.entries()) {
        if ('kind' in state) return failed(state);
        readings.push(readingOf(environments[index] ?? '', state));
      }
      return done(readings);
    },
    append: (environment, decide, signal) => {
      const result = (inTurn.get(environment) ?? Promise.resolve()).then(() => append(environment, decide, signal));
      inTurn.set(
        environment,
        result.catch(() => undefined),
      );
      return result;
    },
  };
};
