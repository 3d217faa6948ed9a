import type { Change } from '../../contract/commit';
import type { Comparison } from '../../contract/diff';

/** One commit of the list. The first of a group carries the group's headings: a list holds commits and nothing else. */
export interface ChangeRow {
  readonly key: string;
  readonly component: string;
  readonly change: Change;
  /** `to`: arrives; `from`: only in `from`, a promotion would lose it. */
  readonly side: 'to' | 'from';
  readonly componentHeading: string | null;
  readonly sideHeading: 'to' | 'from' | null;
}

/** Commits grouped by component; where the two sides diverged, by side too. */
export const changeRows = (comparison: Comparison): readonly ChangeRow[] =>
  comparison.components.flatMap((part) => {
    const sides = [
      { side: 'to' as const, changes: part.changes },
      { side: 'from' as const, changes: part.lost },
    ];
    const first = part.changes[0] ?? part.lost[0];
    return sides.flatMap(({ side, changes }) =>
      changes.map((change, i) => ({
        key: `${part.component} ${side} ${change.commit}`,
        component: part.component,
        change,
        side,
        componentHeading: change === first && comparison.components.length > 1 ? part.component : null,
        sideHeading: i === 0 && part.lost.length > 0 ? side : null,
      })),
    );
  });
