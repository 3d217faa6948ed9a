import type { Commit } from '../../../contract/commit';
import type { Known } from '../../../contract/promotion-facts';
import type { Hotfix } from '../../../contract/snapshot';
import type { Target } from '../../../contract/workspace';
import { componentRecord } from '../record/fold';
import type { Asking } from '../gap-facts';
import { recordOf } from '../session';

interface Place {
  readonly name: string;
  readonly commit: Commit;
}

/** Stages before this one that the commit never went to, by the ledger, with what they run now. */
const skippedBy = (
  { session, component }: Asking,
  targets: readonly Target[],
  runs: readonly Known<Commit | null>[],
  commit: Commit,
): readonly Place[] =>
  targets.flatMap((target, i) => {
    const record = recordOf(session.readings, target.environment);
    const at = runs[i];
    if (!record || at === undefined || at === 'unknown' || at === null) return [];
    const { deployments } = componentRecord(record, component.name);
    const wasThere = deployments.some((d) => d.state === 'deployed' && d.candidate.commit === commit);
    return wasThere ? [] : [{ name: target.stage, commit: at }];
  });

/** How many changes of `commit` a place lacks; a change that it has under another id (the same patch) it has. */
const lackedBy = async ({ session, component }: Asking, place: Place, commit: Commit): Promise<number> => {
  const { history } = session.ports;
  const contains = await history.contains(component, place.commit, commit, session.signal);
  if (!contains.ok || contains.value) return 0; // what can't be read is said where it is read
  const lacked = await history.lacked(component, { from: place.commit, to: commit }, session.signal);
  return lacked.ok ? lacked.value : 0;
};

/**
 * What a promotion that skipped stages still owes: the stages that lack what it brought, and mainline where that lacks it. By stage; paid
 * once all of them have it.
 */
export const hotfixes = async (
  asking: Asking,
  targets: readonly Target[],
  runs: readonly Known<Commit | null>[],
  mainline: Commit,
): Promise<ReadonlyMap<string, Hotfix>> => {
  const { session, component } = asking;
  const found = await Promise.all(
    targets.map(async (target, i): Promise<readonly (readonly [string, Hotfix])[]> => {
      const commit = runs[i];
      const record = recordOf(session.readings, target.environment);
      if (commit === undefined || commit === 'unknown' || commit === null || !record) return [];
      const { recorded } = componentRecord(record, component.name);
      const skipped = skippedBy(asking, targets.slice(0, i), runs, commit);
      if (skipped.length === 0 || recorded?.commit !== commit) return [];
      const places = [...skipped, { name: 'mainline', commit: mainline }];
      const lacked = await Promise.all(places.map((place) => lackedBy(asking, place, commit)));
      const missing = places.filter((_place, n) => (lacked[n] ?? 0) > 0).map((place) => place.name);
      if (missing.length === 0) return [];
      return [[target.stage, { missing, changes: Math.max(...lacked), by: recorded.by, since: recorded.since }]];
    }),
  );
  return new Map(found.flat());
};
