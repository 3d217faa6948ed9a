import { nameOf } from '../../../contract/commit';
import type { Snapshot } from '../../../contract/snapshot';

/** What went out a while ago and is no longer well, in the words of a notification. */
export interface TurnedBad {
  readonly title: string;
  readonly body: string;
}

/** Looks at one snapshot after another, and says once of a deployment that what it brought is unhealthy while it is watched. */
export const createWatch = (): ((snapshot: Snapshot) => readonly TurnedBad[]) => {
  const told = new Set<string>();
  return (snapshot) =>
    snapshot.components.flatMap(({ name, cells }) =>
      cells.flatMap(({ stage, running, recorded, watchedUntil, inFlight }) => {
        const deployment = recorded?.deployment ?? null;
        if (!watchedUntil || inFlight || deployment === null || running?.health !== 'unhealthy') return [];
        if (running.commit !== recorded?.commit || told.has(deployment)) return [];
        told.add(deployment);
        const title = `Unhealthy: ${name} ${nameOf(running)} in ${stage}`;
        const why = running.healthText === null ? '' : ` It says: ${running.healthText}.`;
        return [{ title, body: `${recorded.by.name} deployed it a short while ago.${why}` }];
      }),
    );
};
