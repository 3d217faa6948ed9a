import { createHash } from 'node:crypto';
import type { PromoteInput } from '../../contract/act-input';
import type { Person } from '../../contract/commit';
import { done, failed } from '../../contract/failure';
import type { Workspace } from '../../contract/workspace';
import type { Ports } from '../../main/release/ports';
import { noReadings } from '../../main/release/readings';
import type { Journal, JournalRecord } from '../../main/release/record-ports';
import { recover } from '../../main/release/deployment/recover';
import { refresh } from '../../main/release/refresh';
import type { Session } from '../../main/release/session';
import { unfinished } from '../../main/release/record/lifecycle';
import { scheduledEndpoint, type Running } from './schedule-endpoint';
import { scheduledLedger, type Remote } from './schedule-ledger';
import type { Actor } from './schedule-turns';
import { comes, commits, count, type World } from './schedule-world';

const candidateIds = new Map<string, string>();
const sha256 = (text: string): string => {
  const known = candidateIds.get(text) ?? createHash('sha256').update(text).digest('hex');
  candidateIds.set(text, known);
  return known;
};

let lastTime = { at: NaN, text: '' };
/** Asked for several times a turn. */
const iso = (at: number): string => {
  if (lastTime.at !== at) lastTime = { at, text: new Date(at).toISOString() };
  return lastTime.text;
};

export interface Site {
  readonly world: World;
  readonly remote: Remote;
  readonly running: Running;
  readonly workspace: Workspace;
}

const day = 86_400_000;
const noon = Date.UTC(2026, 10, 22, 12);

/** A person's machine: what is on its disk outlives its processes. */
export class Machine {
  /** What its disk holds. */
  journal: JournalRecord[] = [];
  readonly #acknowledged: JournalRecord[] = [];
  readonly #witness = new Map<string, string>();
  /** What its person clicked last: a click that is repeated is the same promotion. */
  clicked: PromoteInput | null = null;
  session: Session | null = null;
  actor: Actor;
  #offset = 0;
  #starts = 0;

  constructor(
    readonly site: Site,
    readonly name: string,
    readonly person: Person,
  ) {
    this.actor = { name, alive: false };
  }

  /** Clocks of people's machines are set, by anybody, at any time. */
  turnClock(): void {
    const { world } = this.site;
    count(world, 'clock jumps');
    const days = world.choices.pick(7) - 3;
    if (world.plan.jumps) this.#offset += days * day;
  }

  now = (): string => iso(noon + this.#offset + this.site.world.turns.now);

  #journal(actor: Actor): Journal {
    const { world } = this.site;
    let broken = false;
    let late: JournalRecord | null = null;
    const write = (record: JournalRecord): boolean => {
      if (broken || comes(world, 'journal', 'journal failures')) {
        // An fdatasync that fails may have written all the same; nothing after it is believed.
        if (!broken && world.choices.pick(2) === 1) this.journal.push(record);
        broken = true;
        return false;
      }
      if (late) this.journal.push(late);
      late = world.plan.sabotage === 'SENDING written late' && record.kind === 'sending' ? record : null;
      if (!late) this.journal.push(record);
      this.#acknowledged.push(record);
      return true;
    };
    return {
      append: async (record) =>
        (await world.turns.call(actor, `writes ${record.kind} into the journal`, () => write(record), {
          effect: () => void this.journal.push(record),
          withinMs: null,
        }))
          ? done(null)
          : failed({ kind: 'journal-unwritable', file: 'memory', why: 'EIO' }),
      unfinished: [...this.journal],
      damage: null,
      close: async () => undefined,
    };
  }

  #ports(actor: Actor): Ports {
    const { world, remote, running } = this.site;
    const identity = { me: this.person, machine: this.name, uuid: () => world.id(), sha256 };
    const { now } = this;
    const endpoint = scheduledEndpoint(running, actor, this, now);
    return {
      endpoint: () => endpoint,
      ledger: scheduledLedger({ world, remote, actor, signer: identity, now, witness: this.#witness }),
      journal: this.#journal(actor),
      clock: { now, monotonic: () => world.turns.now, wait: (ms, signal) => world.turns.wait(actor, ms, signal) },
      identity,
      verifier: {
        run: async function* () {
          yield { type: 'result', result: { name: 'answers', passed: !world.choices.odds(64), text: '', ms: 1 } };
        },
      },
      checks: { results: async () => done([]) },
      mirrors: { refresh: async () => done({ mainline: commits[2], branch: 'main', readAt: now(), refs: 'r' }), last: async () => null }, // oxfmt-ignore
      history: {
        counts: async (_c, ranges) => done(ranges.map((_r, i) => (i === 0 ? 1 : 0))),
        points: async (_c, asked) => done(asked.map((commit) => ({ commit, version: null, at: null }))),
        changes: async () => done([]),
        oldest: async (_c, ranges) => done(ranges.map(() => null)),
        candidates: async () => done([]),
        resolve: async () => done(null),
        at: async () => done(null),
        contains: async () => done(true),
        lacked: async () => done(0),
        brought: async (_component, _since, commits) => done(commits.map(() => [])),
      },
      diffs: {
        files: async () => done([]),
        patch: async () => ({ kind: 'binary', bytes: null }),
        config: async () => done({ keys: [], same: 0 }),
        migrations: async () => done([]),
        effective: async () => done([]),
      },
      logs: { append: () => undefined, read: async () => [] },
      trust: { isTrusted: () => true, trust: async () => done(null) },
    };
  }

  /** Starts Humdrum: reads the world, and looks into what an earlier process left. */
  start(): void {
    const { world, remote, workspace } = this.site;
    this.#starts += 1;
    if (this.#starts > 1) remote.judge.reopened(this.name, this.#acknowledged, this.journal);
    const actor = (this.actor = { name: this.name, alive: true });
    const session: Session = (this.session = {
      ports: this.#ports(actor),
      live: new Map(),
      workspace,
      readings: noReadings,
      baseline: 'previous',
      problems: [],
      changed: () => undefined,
      ended: () => undefined,
      signal: new AbortController().signal,
    });
    world.tell?.(`${this.name} starts`);
    this.does(refresh(session, session.signal));
    if (this.journal.length > 0) this.does(recover(session));
  }

  /** The process is gone; what it had under way may still happen, now, later or never. */
  kill(): void {
    const { world } = this.site;
    const { turns, choices } = world;
    count(world, 'kills');
    this.actor.alive = false;
    this.session = null;
    world.tell?.(`${this.name} is killed`);
    for (const { orphan, what } of turns.abandon(this.actor)) {
      if (!orphan) continue;
      const how = choices.pick(orphan.withinMs === null ? 2 : 3);
      if (how === 1) orphan.effect();
      if (how === 2) turns.later(`${this.name}, dead, ${what}`, orphan.withinMs ?? 0, orphan.effect);
    }
    if (world.plan.sabotage === 'journal forgets') this.journal = [];
  }

  look(): void {
    if (this.session) this.does(refresh(this.session, this.session.signal));
  }

  /** What has no one to wait for it; an exception is a violation. */
  does(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.site.remote.judge.violated(`an exception: ${String(error)}`));
  }

  get unfinished(): number {
    return unfinished(this.journal).length;
  }
}
