import type { Commit } from '../../../contract/commit';
import type { VerificationState } from '../../../contract/snapshot';
import type { Environment, Target } from '../../../contract/workspace';
import type { EnvironmentRecord } from './fold';
import { latest } from './latest';

/** Which verifications a component needs in an environment before a candidate counts as verified there. */
export interface Needs {
  readonly component: boolean;
  readonly environment: boolean;
}

export const needsOf = (target: Target, environment: Environment | undefined): Needs => ({
  component: target.verify.length > 0,
  environment: (environment?.verify.length ?? 0) > 0,
});

const nothing: VerificationState = { outcome: 'missing', scope: null, at: null, results: [] };

/**
 * What is known about one candidate in one environment. A verification of the whole environment speaks for a component where it
 * passed with that commit in its set, or where that component's own deployment asked for it: a neighbour's failure is not its fault.
 */
export const verificationState = (
  record: EnvironmentRecord,
  component: string,
  commit: Commit,
  needs: Needs,
): VerificationState => {
  if (!needs.component && !needs.environment) return { ...nothing, outcome: 'none-needed' };
  const own = latest(
    record.verifications,
    (v) => v.scope === 'component' && v.component === component && v.commit === commit,
  );
  const whole = latest(
    record.verifications,
    (v) =>
      v.scope === 'environment' &&
      ((v.component === component && v.commit === commit) || (v.outcome === 'passed' && v.set[component] === commit)),
  );
  const needed = [...(needs.component ? [own] : []), ...(needs.environment ? [whole] : [])];
  const bad = needed.find((v) => v?.outcome === 'failed') ?? needed.find((v) => v?.outcome === 'void');
  if (bad) return { outcome: bad.outcome, scope: bad.scope, at: bad.at, results: bad.results };
  const found = needed.flatMap((v) => v ?? []);
  const last = found.at(-1);
  if (found.length < needed.length || !last) return nothing;
  const at = found.reduce((newest, v) => (v.at > newest ? v.at : newest), '');
  return { outcome: 'passed', scope: last.scope, at, results: found.flatMap((v) => v.results) };
};
