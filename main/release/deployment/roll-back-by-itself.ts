import { nameOf } from '../../../contract/commit';
import type { Ending } from '../../../contract/deployment';
import { explain } from '../../../contract/explain';
import { emit, eventsOf, log } from './live';
import { rollback } from './rollback';
import { place, type Live, type Session } from '../session';

type Verdicted = Extract<Ending, { kind: 'verdict' }>;

/** An id that is the same for the same deployment, whoever asks: a promotion id goes on a ledger once. */
const promotionFor = ({ identity }: Session['ports'], deployment: string): string => {
  const hex = identity.sha256(`rolled back by itself: ${deployment}`);
  // A UUID of version 8, RFC 9562: what is in it is ours to say.
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-'); // oxfmt-ignore
};

const failing = (live: Live): string =>
  live.events.flatMap((e) => (e.type === 'test' && !e.result.passed ? [e.result.name] : [])).join(', ');

const notRolledBack = (ending: Verdicted, why: string, next: string): Ending => ({
  ...ending,
  text: `${ending.text} Not rolled back by itself: ${why}`,
  next,
});

/** How it ended, with how its rollback ended. */
const told = (ending: Verdicted, back: Ending | null): Ending => {
  if (back === null) return { ...ending, text: `${ending.text} It is being rolled back by itself.` };
  if (back.kind === 'nothing-sent') {
    const { what, next } = explain(back.failure);
    return notRolledBack(ending, what, next);
  }
  const isBack = back.verdict === 'deployed' && back.verification !== 'failed';
  return {
    ...ending,
    text: `${ending.text} Rolled back by itself: ${back.text}`,
    next: isBack ? 'Mend it. The stage is on hold until somebody resumes it.' : back.next,
  };
};

/** Whoever stops the one stops the other: what of it has not been sent is taken back, for the rest nobody waits. */
const joined = (live: Live, back: Live): void => {
  const stop = (): void => {
    back.withdraw.abort();
    back.stopWaiting.abort();
  };
  const { signal } = live.stopWaiting;
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
};

/**
 * Where the stage rolls back by itself: a promotion whose verification failed goes back to the last verified candidate, once, by the same
 * rules as a click. Its ending says how that went. Only who saw it fail does so: after a crash a person decides.
 */
export const rollBackByItself = async (session: Session, live: Live, ending: Ending): Promise<Ending> => {
  const at = place(session.workspace, live.component, live.stage);
  if (ending.kind !== 'verdict' || ending.verification !== 'failed') return ending;
  if (!at.ok || at.value.stage.rollback !== 'automatic') return ending;
  if (ending.failure) return notRolledBack(ending, 'that it failed could not be put on record.', ending.next);
  if (live.stopWaiting.signal.aborted) return notRolledBack(ending, 'you stopped waiting.', ending.next);
  live.over = true;
  const begun = await rollback(session, {
    component: live.component,
    stage: live.stage,
    promotion: promotionFor(session.ports, live.id),
    seen: live.candidate.commit,
    reason: `By itself: ${failing(live)} failed.`,
    now: true,
  });
  if (!begun.ok) {
    const { what, next } = explain(begun.failure);
    return notRolledBack(ending, what, next);
  }
  const back = begun.value;
  joined(live, back);
  const text = `${failing(live)} failed. Rolling back to ${nameOf(back.candidate)} by itself.`;
  emit(session, live, { type: 'phase', at: session.ports.clock.now(), phase: 'verifying', text });
  for await (const event of eventsOf(back, session.signal))
    if (event.type === 'phase') log(session, live, `${event.text}\n`);
  return told(ending, back.ending);
};
