import type { EntryOf } from '../../../contract/entry';
import type { KnownProblem, Tested, TestedAt } from '../../../contract/release-page';
import type { Release } from '../../../contract/release';
import type { Stage } from '../../../contract/workspace';
import { runningIn } from '../eligibility';
import { componentRecord, unknownVerdict, type EnvironmentRecord } from '../record/fold';
import { openIncidents } from '../on-record/incidents';
import { latest } from '../record/latest';
import { recordOf, type Session } from '../session';
import { needsOf, verificationState } from '../record/verification-state';

const testedBy = (entry: EntryOf<'verification'>): Tested => ({
  component: entry.scope === 'environment' ? null : entry.component,
  outcome: entry.outcome,
  at: entry.at,
  results: entry.results,
});

/** What the ledger of a stage says was tested of a set there; null where nothing was. */
export const testedAt = (
  record: Pick<EnvironmentRecord, 'verifications'>,
  stage: string,
  set: Release['set'],
): TestedAt | null => {
  const whole = latest(
    record.verifications,
    (v) => v.scope === 'environment' && set.every((one) => v.set[one.component] === one.commit),
  );
  const own = set.flatMap(
    ({ component, commit }) =>
      latest(
        record.verifications,
        (v) => v.scope === 'component' && v.component === component && v.commit === commit,
      ) ?? [],
  );
  const tests = [...(whole ? [whole] : []), ...own].map(testedBy);
  const spokenOf = new Set(own.map((one) => one.component));
  const untested = whole ? [] : set.map((one) => one.component).filter((name) => !spokenOf.has(name));
  return tests.length === 0 ? null : { stage, tests, untested };
};

/** What is known to be wrong at a stage now: its open incidents, and what of it is faulty or not known. */
export const problemsAt = (session: Session, { name: stage, environment: name }: Stage): readonly KnownProblem[] => {
  const { components, environments } = session.workspace;
  const environment = environments.find((one) => one.name === name);
  const record = recordOf(session.readings, name);
  const incidents = openIncidents(session).filter((incident) => incident.environment === name);
  return [
    ...incidents.map(({ component, opened }): KnownProblem => ({
      kind: 'incident',
      component,
      title: opened.reason,
      since: opened.at,
    })),
    ...components.flatMap(({ name: component, targets }): readonly KnownProblem[] => {
      const target = targets.find((one) => one.stage === stage);
      if (!target || !record) return [];
      const unknown = unknownVerdict(componentRecord(record, component));
      if (unknown) return [{ kind: 'unknown-verdict', component, since: unknown.endedAt ?? unknown.at }];
      const running = runningIn(session, component, name);
      if (running === 'unknown') return [{ kind: 'unreadable', component }];
      if (running === null) return [];
      const { outcome, results } = verificationState(record, component, running, needsOf(target, environment));
      if (outcome !== 'failed') return [];
      return [{ kind: 'faulty', component, tests: results.filter((one) => !one.passed).map((one) => one.name) }];
    }),
  ];
};
