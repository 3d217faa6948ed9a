import type { Cell } from '../../contract/snapshot';
import { useActs, type Acts } from '../acts/use-acts';
import { useClient } from '../client';
import { RollBack } from './cell-acts';
import { useShow } from './show';
import type { TroubleKind } from './trouble';
import styles from './trouble.module.css';

interface Way {
  readonly label: string;
  readonly go: () => unknown;
}

interface TroubleButtonProps {
  readonly component: string;
  readonly cell: Cell;
  readonly kind: TroubleKind;
  readonly pending: boolean;
  readonly tab: number;
  /** On record with what it does; the cell's own button gives none. */
  readonly reason?: string;
  /** The popover has room for the other way too. */
  readonly all?: boolean;
}

const ways = (
  acts: Acts,
  refresh: () => unknown,
  { component, cell, kind, reason = '' }: TroubleButtonProps,
): readonly Way[] => {
  const at = { component, stage: cell.stage };
  const observe = (deployment: string | undefined): readonly Way[] =>
    deployment === undefined ? [] : [{ label: 'Observe', go: () => acts.resolve(deployment, 'observe', reason) }];
  switch (kind) {
    case 'orphaned':
      return observe(cell.inFlight?.deployment);
    case 'unknown':
      return observe(cell.unknownVerdict?.deployment);
    case 'drift':
      return [
        { label: 'Adopt', go: () => acts.adopt({ ...at, reason }) },
        { label: 'Redeploy', go: () => acts.redeploy(at) },
      ];
    case 'problem':
      return [{ label: 'Look again', go: refresh }];
    case 'hold':
      return [{ label: 'Resume', go: () => acts.resume({ ...at, reason }) }];
    case 'lock':
      return [{ label: 'Unlock', go: () => acts.unlock({ ...at, reason }) }];
    case 'unverified':
    case 'failed':
    case 'faulty':
      return [{ label: 'Verify', go: () => acts.verify(at) }];
    case 'unhealthy':
      return [{ label: 'Look again', go: refresh }];
    case 'frozen':
    case 'hotfix':
    case 'overridden':
      return [];
  }
};

/** The button that resolves a trouble. Where the last verified candidate is at hand, what is faulty is rolled back. */
export const TroubleButton = (props: TroubleButtonProps) => {
  const { component, cell, kind, pending, tab, all = false } = props;
  const acts = useActs();
  const client = useClient();
  const show = useShow();
  if (cell.rollback && (kind === 'faulty' || kind === 'unhealthy' || kind === 'failed'))
    return (
      <RollBack component={component} cell={cell} tab={tab} className={styles.button}>
        Roll back
      </RollBack>
    );
  if (kind === 'frozen' && !all)
    return (
      <button
        type="button"
        className={styles.button}
        tabIndex={tab}
        aria-haspopup="dialog"
        aria-label={`Promote anyway ${component} to ${cell.stage}`}
        onClick={(event) => show(event.currentTarget, { about: 'gate', component, stage: cell.stage })}
      >
        Promote anyway…
      </button>
    );
  return ways(acts, () => client.refresh().catch(() => undefined), props).map(({ label, go }, i) => (
    <button
      key={label}
      type="button"
      className={styles.button}
      data-second={(i > 0 && !all) || undefined}
      disabled={pending}
      tabIndex={tab}
      aria-label={`${label} ${component} in ${cell.stage}`}
      onClick={() => void go()}
    >
      {label}
    </button>
  ));
};
