import type { Commit } from '../../../contract/commit';
import type { FunnelStep, Stopped } from '../../../contract/funnel';
import { objections } from '../../../contract/objections';
import type { Cell, ComponentView, Gap } from '../../../contract/snapshot';
import type { Component } from '../../../contract/workspace';
import { cellPlaces, cellView } from './cell-view';
import type { ComponentFacts } from './component-facts';
import { promotionFacts, runningIn, unchecked } from '../eligibility';
import { componentRecord } from '../record/fold';
import { recordOf, type Place, type Session } from '../session';

/** Is it known that there is nothing to promote: nothing runs upstream, or none passed its checks? */
const nothingUpstream = (session: Session, { component, upstream }: Place): boolean =>
  upstream ? runningIn(session, component.name, upstream.environment) === null : unchecked(session, component) === null;

const gapView = (session: Session, at: Place, facts: ComponentFacts | null): Gap => {
  const gap = facts?.gaps.get(at.stage.name);
  const { ahead = null, behind = null, lost = null } = gap ?? {};
  const unread = gap && gap.candidate === null && nothingUpstream(session, at) ? 0 : ('unknown' as const);
  const distance = { ahead: ahead ?? unread, behind: behind ?? unread, lost: lost ?? unread };
  return {
    from: at.upstream?.name ?? 'checked',
    to: at.stage.name,
    candidate: gap?.candidate ?? null,
    ahead,
    behind,
    lost,
    oldest: gap?.oldest ?? null,
    objections: objections(promotionFacts(session, at, gap?.candidate ?? null, distance)),
    migrations: gap?.migrations ?? null,
    coaching: gap?.coaching ?? null,
  };
};

/** Candidates of the universe whose checks failed. */
const stoppedByChecks = (session: Session, component: Component, facts: ComponentFacts): readonly Stopped[] => {
  const results = session.readings.checks.get(component.name)?.value;
  return facts.candidates.flatMap((c) => {
    const summary = results?.get(c.commit);
    return summary?.result === 'failed'
      ? [{ commit: c.commit, version: c.version, why: 'checks-failed' as const, at: summary.at }]
      : [];
  });
};

/** Candidates of the universe that a stage stopped: rejected, rolled back from, or found faulty; one reason each. */
const stoppedIn = (session: Session, at: Place, facts: ComponentFacts): readonly Stopped[] => {
  const record = recordOf(session.readings, at.stage.environment);
  if (!record) return [];
  const universe = new Map(facts.candidates.map((c) => [c.commit, c.version]));
  const own = componentRecord(record, at.component.name);
  const stopped = new Map<Commit, Stopped>();
  for (const d of own.deployments) {
    const commit = d.candidate.commit;
    if (!d.faulty || !universe.has(commit)) continue;
    const why = d.rolledBackBy ? 'rolled-back' : 'verification-failed';
    stopped.set(commit, { commit, version: d.candidate.version, why, at: d.endedAt });
  }
  for (const [commit, note] of own.rejected)
    if (universe.has(commit) && !stopped.has(commit))
      stopped.set(commit, { commit, version: universe.get(commit) ?? null, why: 'rejected', at: note.at });
  return [...stopped.values()];
};

const funnelView = (
  session: Session,
  component: Component,
  places: readonly Place[],
  facts: ComponentFacts | null,
  cells: readonly Cell[],
): readonly FunnelStep[] => {
  const readAt = session.readings.mirrors.get(component.name)?.value?.readAt ?? null;
  const changes = (commit: Commit | null): number | null => (commit ? (facts?.changes.get(commit) ?? null) : null);
  const stages = places.map((at, i): FunnelStep => {
    const cell = cells[i];
    const commit = cell?.running?.commit ?? null;
    const nothingRuns = cell?.observedAt !== null && cell?.problem === null && commit === null;
    return {
      step: at.stage.name,
      commit,
      changes: nothingRuns && facts ? 0 : changes(commit),
      stopped: facts ? stoppedIn(session, at, facts) : [],
      readAt: cell?.observedAt ?? null,
    };
  });
  const checked = facts?.checked?.commit ?? null;
  return [
    {
      step: 'mainline',
      commit: facts?.mainline.commit ?? null,
      changes: changes(facts?.mainline.commit ?? null),
      stopped: [],
      readAt,
    },
    {
      step: 'checked',
      commit: checked,
      // Without a passed check nothing got through: that is zero, and known once the checks were read.
      changes: facts && checked === null && unchecked(session, component) === null ? 0 : changes(checked),
      stopped: facts ? stoppedByChecks(session, component, facts) : [],
      readAt,
    },
    ...stages,
  ];
};

/** One row of the board. */
export const componentView = (session: Session, component: Component, facts: ComponentFacts | null): ComponentView => {
  const mirror = session.readings.mirrors.get(component.name);
  const places = cellPlaces(session, component);
  const cells = places.map((at) => cellView(session, at, facts));
  return {
    name: component.name,
    repository: component.repository,
    mirror: {
      state: mirror?.value ? 'ready' : mirror?.problem ? 'failed' : 'cloning',
      readAt: mirror?.value?.readAt ?? null,
      problem: mirror?.problem ?? null,
    },
    checksProblem: session.readings.checks.get(component.name)?.problem ?? null,
    mainline: facts?.mainline ?? null,
    checked: facts?.checked ?? null,
    baseline: facts?.baseline ?? null,
    funnel: funnelView(session, component, places, facts, cells),
    cells,
    gaps: places.map((at) => gapView(session, at, facts)),
  };
};
