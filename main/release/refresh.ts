import type { Iso } from '../../contract/commit';
import { done, type Failure, type Result } from '../../contract/failure';
import type { Component } from '../../contract/workspace';
import { hung, isResting, observe, rest } from './observe';
import { readAgain, type Reading, type Readings } from './readings';
import type { LedgerReading } from './record-ports';
import { settleLateClaims } from './late-claims';
import type { Check } from './ports';
import { recordedChecks } from './recorded-checks';
import { summaries } from './check-summary';
import type { Session } from './session';
import { watchedUntil } from './watched';

/** Replaces one entry of one kind of reading, leaving what others have written meanwhile. */
const put = <K extends 'mirrors' | 'checks' | 'ledgers'>(
  session: Session,
  kind: K,
  key: string,
  result: Result<NonNullable<Readings[K] extends ReadonlyMap<string, Reading<infer T>> ? T : never>>,
  problem: Failure | null = null,
): void => {
  // as: a reading of a kind holds just what its result holds; TypeScript can't follow the index through the union.
  const before = session.readings[kind] as ReadonlyMap<string, Reading<unknown>>;
  const now = readAgain(before.get(key), result);
  const after = new Map(before).set(key, { ...now, problem: now.problem ?? problem });
  session.readings = { ...session.readings, [kind]: after };
  session.changed();
};

const readComponent = async (session: Session, component: Component, signal: AbortSignal): Promise<void> => {
  const last = session.readings.mirrors.has(component.name) ? null : await session.ports.mirrors.last(component);
  if (last) put(session, 'mirrors', component.name, done(last));
  put(session, 'mirrors', component.name, await session.ports.mirrors.refresh(component, signal));
};

const putChecks = (session: Session, { name, checks }: Component, read: Result<readonly Check[]>): void =>
  put(session, 'checks', name, read.ok ? done(summaries(read.value, checks?.required ?? [])) : read);

const readChecks = async (session: Session, component: Component, signal: AbortSignal): Promise<void> => {
  const { checks } = component;
  if (checks === null || checks.kind === 'recorded' || !session.ports.trust.isTrusted(session.workspace)) return;
  putChecks(session, component, await session.ports.checks.results(component, signal));
};

/** What is recorded is read with the ledger, and needs nobody's trust: nothing is run or asked for it. */
const takeRecorded = (session: Session): void => {
  for (const component of session.workspace.components)
    if (component.checks?.kind === 'recorded') putChecks(session, component, recordedChecks(session, component));
};

/** What an append read back: nobody needs to ask again. */
export const keepLedger = (session: Session, reading: LedgerReading): void =>
  put(session, 'ledgers', reading.environment, done(reading));

export const readLedgers = async (session: Session, signal: AbortSignal): Promise<void> => {
  const environments = session.workspace.environments.map((e) => e.name);
  const result = await session.ports.ledger.read(environments, signal);
  for (const environment of environments) {
    const reading = result.ok ? result.value.find((r) => r.environment === environment) : null;
    if (!result.ok) put(session, 'ledgers', environment, result);
    else if (reading) put(session, 'ledgers', environment, done(reading), reading.alarm?.failure);
  }
  takeRecorded(session);
  await settleLateClaims(session);
};

interface Reader {
  readonly read: (signal: AbortSignal) => Promise<unknown>;
  /** What is asked less often waits here before it is read again; what a person asks for does not. */
  readonly resting?: () => boolean;
  readonly hung?: () => boolean;
  readonly rest?: (signal: AbortSignal) => Promise<void>;
  /** Something went out to it a while ago. */
  readonly watched?: () => boolean;
}

/** Everything there is to read, the ledger first, each a reading of its own: one that hangs holds up no other. */
const readers = (session: Session): readonly [Reader, ...Reader[]] => [
  { read: (signal) => readLedgers(session, signal) },
  ...session.workspace.components.flatMap((component): readonly Reader[] => [
    { read: (signal) => readComponent(session, component, signal) },
    { read: (signal) => readChecks(session, component, signal) },
    ...component.targets.map((target) => ({
      read: (signal: AbortSignal) => observe(session, component, target, signal),
      resting: () => isResting(session, target),
      hung: () => hung(session, target),
      rest: (signal: AbortSignal) => rest(session, target, signal),
      watched: () => watchedUntil(session, component.name, target.environment) !== null,
    })),
  ]),
];

/** Reads the world once. */
export const refresh = async (session: Session, signal: AbortSignal): Promise<Result<null>> => {
  await Promise.all(readers(session).map(({ read }) => read(signal)));
  if (!signal.aborted) session.readings = { ...session.readings, readAt: session.ports.clock.now() };
  session.changed();
  return done(null);
};

/** What went out a while ago is looked at this often. */
const watchedEveryMs = 1000;

/** Nothing is shown before the ledger was tried, so it is read before the crowd; one that hangs holds the rest up no longer than this. */
const ledgerFirstMs = 500;

/**
 * Reads the world again and again, each part `everyMs` after it was last read, until the signal. `readAt` is the oldest part's age;
 * a part that is asked less often says so itself, and does not make the rest look old.
 */
export const keepReading = (session: Session, everyMs: number, signal: AbortSignal): void => {
  const { clock } = session.ports;
  const [ledgers, ...others] = readers(session);
  const ended = new Map<Reader, Iso>();
  const once = async (reader: Reader): Promise<void> => {
    await reader.read(signal);
    ended.set(reader, clock.now());
    if (ended.size <= others.length || signal.aborted) return;
    const awake = [...ended].flatMap(([each, at]) => (each.resting?.() === true ? [] : [at]));
    const readAt = awake.reduce((oldest, at) => (at < oldest ? at : oldest), clock.now());
    session.readings = { ...session.readings, readAt };
    session.changed();
  };
  const keep = async (reader: Reader): Promise<void> => {
    while (!signal.aborted) {
      await once(reader);
      await clock.wait(reader.watched?.() === true ? Math.min(everyMs, watchedEveryMs) : everyMs, signal);
      if (reader.resting?.() !== true) continue;
      await reader.rest?.(signal);
      if (reader.hung?.() !== false) continue;
      // Somebody has read it meanwhile: its rhythm goes on from there.
      ended.set(reader, clock.now());
      await clock.wait(everyMs, signal);
    }
  };
  const begin = async (): Promise<void> => {
    const first = once(ledgers);
    await Promise.race([first, clock.wait(ledgerFirstMs, signal)]);
    for (const reader of others) void keep(reader);
    await first;
    await clock.wait(everyMs, signal);
    await keep(ledgers);
  };
  void begin();
};
