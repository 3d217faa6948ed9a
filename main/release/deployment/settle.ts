import { nameOf, shortCommit, type Commit } from '../../../contract/commit';
import type { Ending } from '../../../contract/deployment';
import type { Draft, Entry, Verdict } from '../../../contract/entry';
import type { Failure } from '../../../contract/failure';
import { explain } from '../../../contract/explain';
import { verdictDrafts } from '../record/lifecycle';
import { emit } from './live';
import { readLedgers } from '../refresh';
import type { Live, Session } from '../session';

/** What an endpoint said may be long; the whole is in the deployment's log. */
const mostText = 4000;

/** What came of a deployment, before it is put into a verdict. */
export type Outcome =
  | { readonly kind: 'observed'; readonly commit: Commit }
  | { readonly kind: 'refused'; readonly failure: Failure; readonly commit: Commit | null }
  | { readonly kind: 'unseen'; readonly failure: Failure }
  | { readonly kind: 'not-seen'; readonly commit: Commit | null; readonly failure: Failure | null }
  | { readonly kind: 'stopped'; readonly commit: Commit | null }
  /** The ledger did not take our claim, so nothing left for the endpoint. */
  | { readonly kind: 'never-sent'; readonly failure: Failure }
  | { readonly kind: 'lost'; readonly why: string };

type Verdicted = Extract<Ending, { kind: 'verdict' }>;

const runs = (commit: Commit | null): string => (commit ? `runs ${shortCommit(commit)}` : 'runs nothing');
const lookAgain = 'Look again with Observe; if you know how it ended, resolve it with a reason.';

/** The verdict in words, with what to do next. */
export const verdictOf = (live: Live, outcome: Outcome): Verdicted => {
  const verdict = (v: Verdict, text: string, next: string, failure: Failure | null): Verdicted => ({
    kind: 'verdict',
    verdict: v,
    verification: 'none',
    text,
    next,
    failure,
  });
  const { environment, component } = live;
  const what = `${component} ${nameOf(live.candidate)}`;
  switch (outcome.kind) {
    case 'observed':
      return verdict('deployed', `${environment} runs ${what}.`, 'Nothing to do.', null);
    case 'refused': {
      const w = explain(outcome.failure);
      return verdict(
        'not-deployed',
        `${w.title}: ${w.what} ${environment} ${runs(outcome.commit)}.`,
        w.next,
        outcome.failure,
      );
    }
    case 'never-sent':
      return verdict(
        'not-deployed',
        outcome.failure.kind === 'claim-lost'
          ? `${explain(outcome.failure).what} Nothing was sent.`
          : 'The ledger could not be written, so nothing was sent.',
        explain(outcome.failure).next,
        outcome.failure,
      );
    case 'unseen':
      return verdict(
        'unknown',
        `${environment} refused ${what}, and what it runs can’t be told.`,
        lookAgain,
        outcome.failure,
      );
    case 'not-seen':
      return verdict(
        'unknown',
        `${what} was sent; ${environment} ${runs(outcome.commit)}. It may still land.`,
        lookAgain,
        outcome.failure,
      );
    case 'stopped':
      return verdict(
        'unknown',
        `You stopped waiting. ${what} was sent; ${environment} ${runs(outcome.commit)}.`,
        lookAgain,
        null,
      );
    case 'lost':
      return verdict(
        'unknown',
        `Humdrum lost track of it: ${outcome.why}. ${what} may have been sent.`,
        lookAgain,
        null,
      );
  }
};

const retryAfterMs = [500, 1000, 2000, 5000, 10_000];

/**
 * Records how a deployment ended: the ledger first, then the journal, so that a crash between the two looks again and repeats nothing.
 * While the ledger can't be reached it keeps trying for as long as the workspace is open; after that, recovery does.
 */
export const settle = async (session: Session, live: Live, outcome: Outcome): Promise<Ending> => {
  const { ledger, journal, clock } = session.ports;
  const verdict = verdictOf(live, outcome);
  const ending: Ending = outcome.kind === 'never-sent' ? { kind: 'nothing-sent', failure: outcome.failure } : verdict;
  const observed = 'commit' in outcome ? outcome.commit : null;
  const { environment, component, id: deployment } = live;
  const text = verdict.text.slice(0, mostText);
  const ended = { environment, component, deployment, verdict: verdict.verdict, observed, text };
  const write = (entries: readonly Entry[]): readonly Draft[] => verdictDrafts(entries, ended);
  const finish = async (): Promise<void> => {
    await journal.append({ kind: 'ended', at: clock.now(), deployment: live.id, ending });
    await readLedgers(session, session.signal);
  };
  const first = await ledger.append(
    live.environment,
    (entries) => ({ ok: true, value: write(entries) }),
    session.signal,
  );
  if (first.ok) {
    await finish();
    return ending;
  }
  const words = explain(first.failure);
  emit(session, live, {
    type: 'log',
    at: clock.now(),
    text: `${words.title}. ${words.what} The verdict is written as soon as it answers.\n`,
  });
  void (async () => {
    for (let i = 0; !session.signal.aborted; i += 1) {
      await clock.wait(retryAfterMs[i] ?? 10_000, session.signal);
      const again = await ledger.append(
        live.environment,
        (entries) => ({ ok: true, value: write(entries) }),
        session.signal,
      );
      if (again.ok) return finish();
    }
  })();
  return ending;
};
