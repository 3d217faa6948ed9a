import type { EntryOf } from '../../../contract/entry';
import type { Candidate } from '../../../contract/candidate';
import type { PromotionFacts } from '../../../contract/promotion-facts';
import type { ReleaseState } from '../../../contract/release';
import type { Component } from '../../../contract/workspace';
import type { EnvironmentRecord } from './fold';
import { stateOfAll, stepsOf } from './release-state';

const underWay: ReadonlySet<ReleaseState> = new Set(['waiting', 'on-its-way', 'partly-deployed']);

type Named = readonly Pick<Component, 'name'>[];

const known = new WeakMap<EnvironmentRecord, WeakMap<Named, Map<string, ReleaseState>>>();

/** Kept for as long as the record and the workspace are: every component of the environment asks for it. */
const stateAt = (record: EnvironmentRecord, cut: EntryOf<'cut'>, components: Named): ReleaseState => {
  const byWorkspace = known.get(record) ?? new WeakMap<Named, Map<string, ReleaseState>>();
  known.set(record, byWorkspace);
  const own = byWorkspace.get(components) ?? new Map<string, ReleaseState>();
  byWorkspace.set(components, own);
  const names = components.map((component) => component.name);
  const state = own.get(cut.release) ?? stateOfAll(stepsOf(record, cut.release, cut.set, names));
  own.set(cut.release, state);
  return state;
};

/**
 * Everything that was cut from any of these environments, in the order it was cut: that of its ledger; clocks are compared only
 * between ledgers.
 */
export const cutsOf = (records: readonly EnvironmentRecord[]): readonly EntryOf<'cut'>[] => {
  const queues = records.map(({ cuts }) => [...cuts.values()]);
  const merged: EntryOf<'cut'>[] = [];
  for (;;) {
    const heads = queues.filter((queue) => queue.length > 0);
    const [first, ...others] = heads;
    if (!first) return merged;
    const next = others.reduce((least, queue) => ((queue[0]?.at ?? '') < (least[0]?.at ?? '') ? queue : least), first);
    merged.push(...next.splice(0, 1));
  }
};

/** The newest release that was cut from any of these, while it has not gone to the stage; null: there is none under way. */
export const openCut = (
  upstream: readonly EnvironmentRecord[],
  record: EnvironmentRecord,
  components: Named,
): EntryOf<'cut'> | null => {
  const newest = cutsOf(upstream).at(-1);
  return newest && underWay.has(stateAt(record, newest, components)) ? newest : null;
};

/**
 * A candidate joined late where the newest release that was cut upstream has not gone to this stage and holds another one of the
 * component. What is in any release that is under way is in no way late.
 */
export const lateAt = (
  upstream: readonly EnvironmentRecord[],
  record: EnvironmentRecord | null,
  candidate: Candidate | null,
  components: Named,
): Exclude<PromotionFacts['late'], 'unknown'> => {
  if (!record || !candidate) return null;
  const open = cutsOf(upstream).filter((cut) => underWay.has(stateAt(record, cut, components)));
  if (open.some((cut) => cut.set.some((one) => one.id === candidate.id))) return null;
  const newest = openCut(upstream, record, components);
  return newest?.set.some((one) => one.component === candidate.component)
    ? { release: newest.name, stage: newest.stage }
    : null;
};
