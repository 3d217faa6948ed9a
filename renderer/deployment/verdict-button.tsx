import { nameOf, type Commit } from '../../contract/commit';
import type { Cause } from '../../contract/entry';
import { isPending, useAct, type CellName } from '../acts/acts-store';
import { useActs } from '../acts/use-acts';
import { useSnapshot } from '../store';
import { Button } from '../ui/button';
import { ComparePanel } from '../compare/compare-panel';
import { ObserveButton } from './observe-button';
import type { VerdictWords } from './verdict';
import styles from './verdict-box.module.css';

interface VerdictButtonProps {
  readonly verdict: VerdictWords;
  readonly deployment: string;
  readonly place: CellName;
  readonly commit: Commit;
  readonly cause: Cause;
}

/** The one button that does what the verdict says is next. */
export const VerdictButton = ({ verdict, deployment, place, commit, cause }: VerdictButtonProps) => {
  const acts = useActs();
  const pending = isPending(useAct(place));
  const { component, stage } = place;
  const cell = useSnapshot(
    (snapshot) =>
      snapshot.components.find((each) => each.name === component)?.cells.find((each) => each.stage === stage) ?? null,
  );
  const offer = cell?.rollback ?? null;
  switch (verdict.act) {
    case null:
      return null;
    case 'roll-back': {
      const objection = offer?.objections[0];
      // Rolling back is for what runs: an older deployment that was faulty has nothing left to take back.
      if (offer === null || cell?.running?.commit !== commit) return null;
      return (
        <div className={styles.rollback}>
          {/* The stage, not its commit: its configuration is compared as this environment reads it. */}
          <ComparePanel component={component} from={stage} to={offer.to.commit} purpose="rollback" />
          <Button
            look="danger"
            disabled={pending || objection !== undefined}
            title={objection?.text}
            onClick={() => void acts.rollback(place)}
          >
            <span aria-hidden>Roll back to {nameOf(offer.to)}</span>
            <span className="visually-hidden">{`Roll back ${component} in ${stage}`}</span>
          </Button>
        </div>
      );
    }
    case 'observe':
      return <ObserveButton deployment={deployment} place={place} />;
    case 'verify':
      return (
        <Button look="primary" disabled={pending} onClick={() => void acts.verify(place)}>
          Verify again
        </Button>
      );
    case 'again':
      // A redeploy brings the recorded candidate, which after a failed promotion is still the one before.
      if (cause === 'rollback') {
        return (
          <Button look="primary" disabled={pending || offer === null} onClick={() => void acts.rollback(place)}>
            Roll back again
          </Button>
        );
      }
      return cause === 'redeploy' ? (
        <Button look="primary" disabled={pending} onClick={() => void acts.redeploy(place)}>
          Redeploy
        </Button>
      ) : (
        <Button look="primary" disabled={pending} onClick={() => void acts.promote({ ...place, commit })}>
          Promote again
        </Button>
      );
  }
};
