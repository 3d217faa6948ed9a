import type { Commit } from '../../../contract/commit';
import type { Failure } from '../../../contract/failure';
import { arriveWithinMs, sendWithinMs } from '../record/lifecycle';
import { enter, log } from './live';
import { observe } from '../observe';
import type { Receipt } from '../receipt';
import type { Live, Place, Session } from '../session';
import type { Outcome } from './settle';

/**
 * How long what was sent may take to show, after the endpoint's last word; then the verdict is *unknown*. Unclear: whoever looks at
 * somebody else's claim waits for as long as an order may take to be sent after its claim, and then to arrive.
 */
const patience = { accepted: 60_000, unclear: sendWithinMs + arriveWithinMs };
const pause = 500;

/** Sends the order, once, and looks until the environment says what it runs. The receipt is not believed. */
export const send = async (session: Session, live: Live, at: Place): Promise<Outcome> => {
  const endpoint = session.ports.endpoint(at.target.endpoint.kind);
  const order = { id: live.id, target: at.target, candidate: live.candidate };
  let receipt: Receipt = {
    kind: 'unclear',
    failure: { kind: 'endpoint-nonsense', where: at.stage.environment, expected: 'a receipt', said: 'nothing' },
  };
  for await (const progress of endpoint.deploy(order, live.stopWaiting.signal)) {
    if (progress.type === 'receipt') receipt = progress.receipt;
    else if (progress.type === 'log') log(session, live, progress.text);
    else enter(session, live, 'sending', progress.text);
  }
  return lookFor(session, live, at, receipt);
};

/** What came of an order that was sent: an answer that got lost is asked for, where the endpoint can tell whether it heard us. */
export const lookFor = async (session: Session, live: Live, at: Place, receipt: Receipt): Promise<Outcome> => {
  const endpoint = session.ports.endpoint(at.target.endpoint.kind);
  // After a restart the file may name another endpoint than the one the order went to: nobody has agreed to ask that one.
  const mayAsk = session.ports.trust.isTrusted(session.workspace);
  if (receipt.kind !== 'unclear' || !endpoint.find || !mayAsk) return watch(session, live, at, receipt);
  const found = await endpoint.find({ id: live.id, target: at.target, candidate: live.candidate }, session.signal);
  if (found !== 'unheard of') return watch(session, live, at, found);
  // It may still be on its way: that it is unheard of counts only once nothing can be any more.
  const seen = await watch(session, live, at, receipt);
  if (seen.kind !== 'not-seen') return seen;
  const again = await endpoint.find({ id: live.id, target: at.target, candidate: live.candidate }, session.signal);
  return watch(session, live, at, again === 'unheard of' ? { kind: 'refused', failure: receipt.failure } : again);
};

const words = (receipt: Receipt): string => {
  switch (receipt.kind) {
    case 'accepted':
      return receipt.text;
    case 'refused':
      return 'It refused. Looking at what runs.';
    case 'unclear':
      return 'The answer got lost. Looking at what runs.';
  }
};

/** Observes until the environment names the candidate, or time is out, or somebody stops waiting. */
const watch = async (session: Session, live: Live, at: Place, receipt: Receipt): Promise<Outcome> => {
  const { clock } = session.ports;
  enter(session, live, 'observing', words(receipt));
  const until = clock.monotonic() + (receipt.kind === 'refused' ? 0 : patience[receipt.kind]);
  let seen: Commit | null = null;
  let problem: Failure | null = null;
  for (;;) {
    // The last look begins when time is out: one that hung over a sleep must not be the last.
    const last = clock.monotonic() >= until;
    const now = await observe(session, at.component, at.target, session.signal);
    if (now.ok) {
      seen = now.value.commit;
      problem = null;
      if (seen === live.candidate.commit) return { kind: 'observed', commit: seen };
    } else problem = now.failure;
    if (receipt.kind === 'refused') {
      // It said no, and what runs is not ours: nothing came of it. If we can't see, we don't know.
      return problem
        ? { kind: 'unseen', failure: problem }
        : { kind: 'refused', failure: receipt.failure, commit: seen };
    }
    if (live.stopWaiting.signal.aborted) return { kind: 'stopped', commit: seen };
    if (last)
      return {
        kind: 'not-seen',
        commit: seen,
        failure: problem ?? (receipt.kind === 'unclear' ? receipt.failure : null),
      };
    await clock.wait(pause, live.stopWaiting.signal);
  }
};
