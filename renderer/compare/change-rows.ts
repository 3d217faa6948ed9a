import type { Change } from '../../contract/commit';
import type { Comparison } from '../../contract/diff';

/** One commit of the list. The first of a group carries the group's headings: a list holds commits and nothing else. */
export interface ChangeRow {
  readonly key: string;
  readonly component: string;
  readonly change: Change;
  /** `to`: arrives; `from`: only in `from`, a promotion would lose it. */
  readonly side: 'to' | 'from';
  /** The release on its way that it joined too late for. */
  readonly late: string | null;
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
    const late = new Set(part.late?.commits);
    const first = part.changes[0] ?? part.lost[0];
    return sides.flatMap(({ side, changes }) =>
      changes.map((change, i) => ({
        key: `${part.component} ${side} ${change.commit}`,
        component: part.component,
        change,
        side,
        late: side === 'to' && late.has(change.commit) ? (part.late?.release ?? null) : null,
        componentHeading: change === first && comparison.components.length > 1 ? part.component : null,
        sideHeading: i === 0 && part.lost.length > 0 ? side : null,
      })),
    );
  });
