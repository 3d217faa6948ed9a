import type { CompareInput } from '../../../contract/api';
import { commitSchema, type Commit } from '../../../contract/commit';
import type { Comparison, ComponentComparison } from '../../../contract/diff';
import { done, failed, type Failure, type Result } from '../../../contract/failure';
import type { Component } from '../../../contract/workspace';
import { componentFacts } from './component-facts';
import { mostChanges } from '../changes-limit';
import { runningIn, unchecked } from '../eligibility';
import type { ConfigSide } from '../git-ports';
import { lateChanges } from './late-changes';
import type { Session } from '../session';

interface Side {
  /** The stage it names; null: it names none. */
  readonly stage: string | null;
  readonly environment: string | null;
  readonly commit: Commit | null;
}

/** What a side of a comparison stands for, for one component. */
const side = async (session: Session, component: Component, name: string): Promise<Result<Side>> => {
  const stage = session.workspace.stages.find((s) => s.name === name);
  if (stage) {
    const running = runningIn(session, component.name, stage.environment);
    const problem = session.readings.observed.get(`${component.name}\n${stage.environment}`)?.problem;
    if (running === 'unknown') return failed(problem ?? { kind: 'nothing-runs', where: stage.environment });
    return done({ stage: name, environment: stage.environment, commit: running });
  }
  if (name === 'mainline' || name === 'checked') {
    const facts = await componentFacts(session, component);
    if (!facts.ok) return failed(facts.failure ?? { kind: 'repository-missing', repository: component.repository });
    const why = name === 'checked' ? unchecked(session, component) : null;
    if (why) return failed(why);
    return done({
      stage: null,
      environment: null,
      commit: name === 'mainline' ? facts.value.mainline.commit : (facts.value.checked?.commit ?? null),
    });
  }
  const commit = commitSchema.safeParse(name);
  if (commit.success) return done({ stage: null, environment: null, commit: commit.data });
  return failed({
    kind: 'no-such',
    what: 'stage',
    name,
    known: ['mainline', 'checked', ...session.workspace.stages.map((s) => s.name)],
  });
};

const nothing = (component: string, problem: Failure | null): ComponentComparison => ({
  component,
  from: null,
  to: null,
  fromVersion: null,
  toVersion: null,
  ahead: null,
  behind: null,
  changes: [],
  lost: [],
  late: null,
  files: [],
  migrations: [],
  config: [],
  sameConfigKeys: 0,
  problem,
});

/** What `to` has that `from` lacks, in one component. */
const compareComponent = async (
  session: Session,
  component: Component,
  from: Side,
  to: Side,
): Promise<ComponentComparison> => {
  const { history, diffs } = session.ports;
  const { signal } = session;
  if (!to.commit) return { ...nothing(component.name, null), from: from.commit };
  const range = { from: from.commit, to: to.commit };
  const back = from.commit ? { from: to.commit, to: from.commit } : null;
  // A commit has no environment of its own: its config is compared as the other side's environment would read it.
  const configOf = (s: Side, other: Side): ConfigSide | null =>
    s.commit ? { commit: s.commit, environment: s.environment ?? other.environment } : null;
  const toConfig = configOf(to, from);
  const [changes, lost, late, files, migrations, config, points] = await Promise.all([
    history.changes(component, range, mostChanges, signal),
    back ? history.changes(component, back, mostChanges, signal) : done([]),
    from.stage ? lateChanges(session, component, from.stage, to.commit) : done(null),
    diffs.files(component, range, signal),
    diffs.migrations(component, range, signal),
    component.config.length > 0 && toConfig
      ? diffs.config(component, configOf(from, to), toConfig, signal)
      : done({ keys: [], same: 0 }),
    history.points(component, [to.commit, ...(from.commit ? [from.commit] : [])], signal),
  ]);
  const counts = await history.counts(component, back ? [range, back] : [range], signal);
  const problem = [changes, lost, late, files, migrations, config, points, counts].find((r) => !r.ok);
  return {
    component: component.name,
    from: from.commit,
    to: to.commit,
    fromVersion: points.ok ? (points.value[1]?.version ?? null) : null,
    toVersion: points.ok ? (points.value[0]?.version ?? null) : null,
    ahead: counts.ok ? (counts.value[0] ?? null) : null,
    behind: counts.ok ? (counts.value[1] ?? 0) : null,
    changes: changes.ok ? changes.value : [],
    lost: lost.ok ? lost.value : [],
    late: late.ok ? late.value : null,
    files: files.ok ? files.value : [],
    migrations: migrations.ok ? migrations.value : [],
    config: config.ok ? config.value.keys : [],
    sameConfigKeys: config.ok ? config.value.same : 0,
    problem: problem && !problem.ok ? problem.failure : null,
  };
};

/** Any two sides, for one component or the whole system. A component that can't be compared says why; the others are compared. */
export const compare = async (session: Session, input: CompareInput): Promise<Result<Comparison>> => {
  const all = session.workspace.components;
  const chosen = input.component === null ? all : all.filter((c) => c.name === input.component);
  if (chosen.length === 0 && input.component !== null)
    return failed({ kind: 'no-such', what: 'component', name: input.component, known: all.map((c) => c.name) });
  const components = await Promise.all(
    chosen.map(async (component) => {
      const [from, to] = await Promise.all([side(session, component, input.from), side(session, component, input.to)]);
      if (from.ok && to.ok) return done(await compareComponent(session, component, from.value, to.value));
      const failure = from.ok ? (to.ok ? null : to.failure) : from.failure;
      // A side that does not exist is the question's mistake, not a component's.
      return failure?.kind === 'no-such' ? failed(failure) : done(nothing(component.name, failure));
    }),
  );
  const mistake = components.find((c) => !c.ok);
  if (mistake && !mistake.ok) return mistake;
  return done({
    from: input.from,
    to: input.to,
    at: session.ports.clock.now(),
    components: components.flatMap((c) => (c.ok ? [c.value] : [])),
  });
};
