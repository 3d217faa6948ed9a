import type { DeploymentEvent, Ending, Phase } from '../../../contract/deployment';
import type { Place, Live, Session } from '../session';
import type { Candidate } from '../../../contract/candidate';
import type { Commit, Iso } from '../../../contract/commit';
import type { Cause } from '../../../contract/entry';

/** Log kept in memory while it goes on, for those who open the panel late; from the end on it is read from the log's file. */
const mostEvents = 5000;
const mostCharacters = 2_000_000;
const kept = new WeakMap<Live, number>();

export const emit = (session: Session, live: Live, event: DeploymentEvent): void => {
  const characters = (kept.get(live) ?? 0) + (event.type === 'log' ? event.text.length : 0);
  const fits = live.events.length < mostEvents && characters <= mostCharacters;
  if (fits || event.type !== 'log') {
    live.events.push(event);
    kept.set(live, characters);
  }
  session.ports.logs.append(live.id, event);
  for (const listener of live.listeners) listener(event);
};

export const enter = (session: Session, live: Live, phase: Phase, text: string): void => {
  live.phase = phase;
  live.text = text;
  emit(session, live, { type: 'phase', at: session.ports.clock.now(), phase, text });
  session.changed();
};

export const log = (session: Session, live: Live, text: string): void =>
  emit(session, live, { type: 'log', at: session.ports.clock.now(), text });

export const end = (session: Session, live: Live, ending: Ending): void => {
  live.phase = 'ended';
  live.ending = ending;
  emit(session, live, { type: 'ended', at: session.ports.clock.now(), ending });
  // A day of deployments must not stay in memory.
  live.events.splice(0, Infinity, ...live.events.filter((event) => event.type !== 'log'));
  session.ended(live);
  session.changed();
};

export interface Beginning {
  readonly place: Place;
  readonly promotion: string;
  readonly candidate: Candidate;
  readonly from: Commit | null;
  readonly cause: Cause;
  readonly countdownMs: number;
  /** Of a deployment that exists already: one found unfinished, or verified again. */
  readonly id?: string;
  readonly since?: Iso;
}

export const makeLive = (session: Session, b: Beginning): Live => {
  const live: Live = {
    id: b.id ?? session.ports.identity.uuid(),
    promotion: b.promotion,
    component: b.place.component.name,
    stage: b.place.stage.name,
    environment: b.place.stage.environment,
    candidate: b.candidate,
    from: b.from,
    cause: b.cause,
    since: b.since ?? session.ports.clock.now(),
    countdownMs: b.countdownMs > 0 ? b.countdownMs : null,
    phase: 'requested',
    text: 'Requested.',
    orphaned: false,
    ending: null,
    over: false,
    withdraw: new AbortController(),
    stopWaiting: new AbortController(),
    events: [],
    listeners: new Set(),
  };
  session.live.set(live.id, live);
  return live;
};

/** Something that goes on whether or not somebody listens, and says so. */
export interface Told<E> {
  readonly events: readonly E[];
  readonly listeners: Set<(event: E) => void>;
}

/** All that has happened so far, then what happens, until it has ended. */
export async function* eventsOf<E extends { readonly type: string }>(
  live: Told<E>,
  signal: AbortSignal,
): AsyncGenerator<E> {
  const queue: E[] = [...live.events];
  let wake: (() => void) | null = null;
  const listener = (event: E): void => {
    queue.push(event);
    wake?.();
  };
  live.listeners.add(listener);
  const stop = (): void => wake?.();
  signal.addEventListener('abort', stop, { once: true });
  try {
    while (!signal.aborted) {
      const event = queue.shift();
      if (event) {
        yield event;
        if (event.type === 'ended') return;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (queue.length > 0 || signal.aborted) resolve();
        });
      }
    }
  } finally {
    live.listeners.delete(listener);
    // The session's signal outlives them all, and would keep every event of theirs.
    signal.removeEventListener('abort', stop);
  }
}
