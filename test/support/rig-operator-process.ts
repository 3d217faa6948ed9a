import { randomUUID } from 'node:crypto';
import { readSync } from 'node:fs';
import type { Commit } from '../../contract/commit';
import type { Failure } from '../../contract/failure';
import { runningIn } from '../../main/release/eligibility';
import { componentRecord, fold, unknownVerdict } from '../../main/release/record/fold';
import { eventsOf } from '../../main/release/deployment/live';
import { promote } from '../../main/release/deployment/promote';
import { record } from '../../main/release/on-record/record';
import { recover } from '../../main/release/deployment/recover';
import { refresh } from '../../main/release/refresh';
import { resolve } from '../../main/release/deployment/resolve';
import { recordOf, type Session } from '../../main/release/session';
import { commitAt, numberOf, openSession, say, type Told } from './rig-session';

// An operator, one life of it: opens the workspace, recovers, does what a person does with what recovery could not tell, promotes.

const told = JSON.parse(process.argv[2] ?? '') as Told; // as: the rig wrote it

const why = (failure: Failure): string => JSON.stringify(failure);

/** A person who looks again waits until what was sent can no longer be on its way. */
const nothingPending = async (environment: string): Promise<void> => {
  for (;;) {
    const answer = await fetch(`${told.world}/${environment}/pending`).catch(() => null);
    if (answer && (await answer.json()) === 0) return;
    await new Promise((next) => setTimeout(next, 50));
  }
};

/** Claims that nobody works on are taken over, unknown verdicts looked into, what runs adopted: a person's acts, never the engine's. */
const tidy = async (session: Session, environment: string): Promise<void> => {
  const open = recordOf(session.readings, environment)?.claim;
  if (open && told.alone) {
    const took = await resolve(session, { deployment: open.id, how: 'observe', reason: 'Its process is gone.' });
    say({ say: 'tidied', how: 'takeover', failure: took.ok ? null : why(took.failure) });
    await refresh(session, session.signal);
  }
  const unknown = unknownVerdict(componentRecord(recordOf(session.readings, environment) ?? nothing, 'catalog'));
  if (unknown && told.alone) {
    await nothingPending(environment);
    const looked = await resolve(session, { deployment: unknown.id, how: 'observe', reason: '' });
    say({ say: 'tidied', how: 'resolve', failure: looked.ok ? null : why(looked.failure) });
    await refresh(session, session.signal);
  }
  const recorded = componentRecord(recordOf(session.readings, environment) ?? nothing, 'catalog').recorded;
  const running = runningIn(session, 'catalog', environment);
  if (recorded && running !== 'unknown' && running !== null && running !== recorded.commit && told.alone) {
    const adopted = await record(session, 'catalog', environment, { kind: 'adopt', commit: running, reason: '' });
    say({ say: 'tidied', how: 'adopt', failure: adopted.ok ? null : why(adopted.failure) });
  }
};
const nothing = fold([]);

const ask = async (session: Session, environment: string, promotion: string, commit: Commit): Promise<void> => {
  const running = runningIn(session, 'catalog', environment);
  say({ say: 'asked', promotion, commit });
  const begun = await promote(session, {
    component: 'catalog', stage: environment, promotion, commit,
    seen: running === 'unknown' ? null : running, override: null, now: true,
  }); // oxfmt-ignore
  if (!begun.ok) return say({ say: 'refused', promotion, why: why(begun.failure) });
  for await (const event of eventsOf(begun.value, session.signal)) if (event.type === 'ended') break;
  const { ending, id: deployment } = begun.value;
  if (ending === null) return;
  const failure = ending.failure ? why(ending.failure) : '';
  say({ say: 'ended', promotion, deployment, ending: ending.kind === 'verdict' ? ending.verdict : ending.kind, why: failure }); // oxfmt-ignore
};

/** A commit after what runs that nobody else asks for. */
const next = (session: Session, environment: string): Commit => {
  const running = runningIn(session, 'catalog', environment);
  const step = 0x10000;
  const at = running === 'unknown' || running === null ? 0 : Math.floor(numberOf(running) / step);
  return commitAt((at + 1) * step + Math.floor(Math.random() * step));
};

const live = async (): Promise<void> => {
  const opened = await openSession(told);
  if (!opened.ok) return say({ say: 'stuck', why: why(opened.failure) });
  const session = opened.value;
  // All before `ready`: a life that was killed in the middle of this list has said nothing of it.
  const found = session.ports.journal.unfinished;
  for (const one of found) say({ say: 'took', record: one.kind, deployment: one.deployment });
  say({ say: 'ready' });
  // The rig takes hold of this process; synchronous, so that nothing else happens meanwhile.
  if (told.waits) readSync(0, Buffer.alloc(1));
  const recovering = recover(session);
  const shownMs = Date.now() - told.started;
  await recovering;
  say({ say: 'recovered', shownMs, ms: Date.now() - told.started, found: found.length });
  await refresh(session, session.signal);
  const first = told.environments[0] ?? '';
  if (told.alone) for (const environment of told.environments) await tidy(session, environment);
  // as: the rig got it from a process that asked for it
  if (told.again) await ask(session, first, told.again.promotion, told.again.commit as Commit);
  for (let n = 0; n < told.promotions; n++) {
    const environment = told.environments[n % told.environments.length] ?? first;
    await ask(session, environment, randomUUID(), next(session, environment));
    if (!told.alone) await refresh(session, session.signal);
  }
  await session.ports.journal.close();
  say({ say: 'done' });
};

// What waits to be written to a ledger that does not answer would keep the process for ever.
void live().then(() => process.exit(0));
