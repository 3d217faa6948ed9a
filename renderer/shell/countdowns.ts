import type { Snapshot } from '../../contract/snapshot';
import { nameOf, type Commit } from '../../contract/commit';
import { counted } from '../../contract/words/counted';

/** A promotion that has been pressed and can still be undone. */
export interface Countdown {
  readonly deployment: string;
  readonly component: string;
  readonly stage: string;
  readonly commit: Commit;
  readonly purpose: 'promote' | 'rollback';
  /** What goes where. */
  readonly title: string;
  /** What it carries. */
  readonly text: string;
  readonly totalMs: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** This person's countdowns, the newest last. */
export const countdownsOf = (snapshot: Snapshot): readonly Countdown[] =>
  snapshot.components
    .flatMap(({ name, cells, gaps }) =>
      cells.flatMap((cell): readonly Countdown[] => {
        const { inFlight, stage, rollback } = cell;
        if (inFlight === null || inFlight.phase !== 'countdown' || !inFlight.mine || inFlight.orphaned) return [];
        const { ahead = null, migrations = null } = gaps.find((each) => each.to === stage) ?? {};
        const undoes = rollback?.undoes ?? null;
        const carried =
          inFlight.cause === 'rollback'
            ? [undoes === null ? 'rolls back' : `undoes ${counted(undoes, 'change')}`]
            : [
                ...(ahead === null ? [] : [counted(ahead, 'change')]),
                ...(migrations === null ? [] : [migrations === 0 ? 'no migrations' : counted(migrations, 'migration')]),
              ];
        return [
          {
            deployment: inFlight.deployment,
            component: name,
            stage,
            commit: inFlight.candidate.commit,
            purpose: inFlight.cause === 'rollback' ? 'rollback' : 'promote',
            title: `${name} ${nameOf(inFlight.candidate)} → ${stage}`,
            text: carried.join(' · '),
            totalMs: inFlight.countdownMs ?? 0,
            startedAt: Date.parse(inFlight.since),
          },
        ];
      }),
    )
    .sort((a, b) => a.startedAt - b.startedAt);
