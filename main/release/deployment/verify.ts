import type { Commit, Iso } from '../../../contract/commit';
import type { Ending } from '../../../contract/deployment';
import type { VerificationConfig } from '../../../contract/verification';
import type { Draft, TestResult } from '../../../contract/entry';
import type { PlaceholderValues } from '../../../contract/placeholders';
import { runningIn } from '../eligibility';
import { emit, enter, log } from './live';
import { observe } from '../observe';
import { componentRecord } from '../record/fold';
import { readLedgers } from '../refresh';
import { recordOf, type Live, type Place, type Session } from '../session';

const mostText = 4000;

type Outcome = 'passed' | 'failed' | 'void';
type Verdicted = Extract<Ending, { kind: 'verdict' }>;

const valuesOf = (live: Live, at: Place): PlaceholderValues => ({
  component: at.component.name,
  environment: at.stage.environment,
  stage: at.stage.name,
  'candidate.commit': live.candidate.commit,
  'candidate.version': live.candidate.version ?? live.candidate.commit,
  'deployment.id': live.id,
  port: at.target.port === null ? '' : String(at.target.port),
});

/** A moment before the order left: its claim is made just before it. What was never deployed by anybody here has none. */
const sentAtOf = (session: Session, live: Live): Iso | null => {
  const record = recordOf(session.readings, live.environment);
  const own = record ? componentRecord(record, live.component).deployments : [];
  return own.find((deployment) => deployment.id === live.id)?.at ?? null;
};

/** What the environment runs, component → commit; null where one of them can't be told. */
const setOf = (session: Session, environment: string): Readonly<Record<string, Commit>> | null => {
  const set: Record<string, Commit> = {};
  for (const component of session.workspace.components) {
    if (!component.targets.some((t) => t.environment === environment)) continue;
    const running = runningIn(session, component.name, environment);
    if (running === 'unknown') return null;
    if (running !== null) set[component.name] = running;
  }
  return set;
};

const observeAll = async (session: Session, environment: string): Promise<void> => {
  await Promise.all(
    session.workspace.components.flatMap((component) =>
      component.targets
        .filter((t) => t.environment === environment)
        .map((target) => observe(session, component, target, session.signal)),
    ),
  );
};

/** Ends where somebody stops waiting, and where the workspace is closed: no test goes on for nobody. */
const untilStopped = (session: Session, live: Live): { readonly signal: AbortSignal; readonly forget: () => void } => {
  const over = new AbortController();
  const stop = (): void => over.abort();
  const stoppers = [session.signal, live.stopWaiting.signal];
  for (const signal of stoppers) signal.addEventListener('abort', stop, { once: true });
  if (stoppers.some(({ aborted }) => aborted)) stop();
  const forget = (): void => stoppers.forEach((signal) => signal.removeEventListener('abort', stop));
  return { signal: over.signal, forget };
};

const runTests = async (
  session: Session,
  live: Live,
  scope: 'component' | 'environment',
  tests: readonly VerificationConfig[],
  values: PlaceholderValues,
): Promise<readonly TestResult[]> => {
  const results: TestResult[] = [];
  const sentAt = sentAtOf(session, live);
  const { signal, forget } = untilStopped(session, live);
  for (const test of tests) {
    enter(session, live, 'verifying', `${test.name} (${scope === 'component' ? live.component : live.environment}).`);
    for await (const event of session.ports.verifier.run(test, values, sentAt, signal)) {
      if (event.type === 'log') log(session, live, event.text);
      else {
        // A ledger entry is read by everybody for ever; the whole output is in the deployment's log.
        results.push({ ...event.result, text: event.result.text.slice(0, mostText) });
        emit(session, live, { type: 'test', at: session.ports.clock.now(), scope, result: event.result });
      }
    }
  }
  forget();
  return results;
};

const outcomeOf = (results: readonly TestResult[]): Outcome => (results.every((r) => r.passed) ? 'passed' : 'failed');

/** Does something else run by now? Where nothing does, or nobody knows, that may be the candidate's own doing. */
const isReplaced = async (session: Session, live: Live, at: Place): Promise<boolean> => {
  const now = await observe(session, at.component, at.target, session.signal);
  return now.ok && now.value.commit !== null && now.value.commit !== live.candidate.commit;
};

/** Runs the component's verifications, then the environment's as a whole; void where the set moved under them. */
const runAll = async (session: Session, live: Live, at: Place): Promise<readonly Draft[]> => {
  const about = {
    environment: live.environment,
    component: live.component,
    kind: 'verification' as const,
    deployment: live.id,
    commit: live.candidate.commit,
  };
  const values = valuesOf(live, at);
  const drafts: Draft[] = [];
  await observeAll(session, live.environment);
  const before = setOf(session, live.environment);
  if (at.target.verify.length > 0) {
    const results = [...(await runTests(session, live, 'component', at.target.verify, values))];
    drafts.push({
      ...about,
      scope: 'component',
      set: { [live.component]: live.candidate.commit },
      outcome: (await isReplaced(session, live, at)) ? 'void' : outcomeOf(results),
      results,
    });
  }
  if (at.environment.verify.length > 0 && drafts.every((d) => d.kind !== 'verification' || d.outcome === 'passed')) {
    const results = [...(await runTests(session, live, 'environment', at.environment.verify, values))];
    await observeAll(session, live.environment);
    const after = setOf(session, live.environment);
    const same = before !== null && after !== null && JSON.stringify(before) === JSON.stringify(after);
    const outcome = outcomeOf(results);
    const now = after?.[live.component];
    // That nothing runs may be the candidate's own doing where it failed; it proves nothing where the test passed.
    const isAboutIt = now === live.candidate.commit || (now === undefined && outcome === 'failed');
    drafts.push({
      ...about,
      scope: 'environment',
      set: { ...(after ?? before) },
      outcome: same && isAboutIt ? outcome : 'void',
      results,
    });
  }
  return drafts;
};

const worst = (drafts: readonly Draft[]): Outcome | 'none' => {
  const outcomes = drafts.flatMap((d) => (d.kind === 'verification' ? d.outcome : []));
  if (outcomes.length === 0) return 'none';
  return outcomes.find((o) => o === 'failed') ?? outcomes.find((o) => o === 'void') ?? 'passed';
};

const failing = (drafts: readonly Draft[]): string =>
  drafts
    .flatMap((d) => (d.kind === 'verification' ? d.results.filter((r) => !r.passed).map((r) => r.name) : []))
    .join(', ');

const inWords = (ending: Verdicted, verification: Outcome | 'none', drafts: readonly Draft[]): Verdicted => {
  switch (verification) {
    case 'none':
      return ending;
    case 'passed':
      return { ...ending, verification, text: `${ending.text} Verified.` };
    case 'failed':
      return {
        ...ending,
        verification,
        text: `${ending.text} Faulty: ${failing(drafts)} failed.`,
        next: 'Roll it back, then mend it.',
      };
    case 'void':
      return {
        ...ending,
        verification,
        text: `${ending.text} Not verified: what runs changed meanwhile, or can’t be told.`,
        next: 'Verify again.',
      };
  }
};

/** Verifies what went out, and puts the results on record. */
export const verifyDeployment = async (session: Session, live: Live, at: Place, ending: Verdicted): Promise<Ending> => {
  const drafts = await runAll(session, live, at);
  // Stopped half-way, the results are not whole: nothing is recorded of them.
  const stopped = live.stopWaiting.signal.aborted;
  if (stopped || session.signal.aborted) {
    const why = stopped ? 'You stopped the verification.' : 'The workspace was closed before its verification ended.';
    return { ...ending, verification: 'void', text: `${ending.text} ${why}`, next: 'Verify again.' };
  }
  if (drafts.length > 0) {
    const written = await session.ports.ledger.append(
      live.environment,
      () => ({ ok: true, value: drafts }),
      session.signal,
    );
    if (!written.ok) return { ...inWords(ending, worst(drafts), drafts), failure: written.failure };
    await readLedgers(session, session.signal);
  }
  return inWords(ending, worst(drafts), drafts);
};
