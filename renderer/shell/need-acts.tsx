import { isPending, useAct } from '../acts/acts-store';
import { useActs } from '../acts/use-acts';
import { useGo } from '../location';
import { Button } from '../ui/button';
import type { Need } from './needs';

/** The buttons that settle it, in the words of the trouble. */
export const NeedActs = ({ need }: { readonly need: Need }) => {
  const acts = useActs();
  const go = useGo();
  const { deployment, kind } = need;
  const cell = { component: need.component, stage: need.stage };
  const disabled = isPending(useAct(cell));
  if (kind === 'drift')
    return (
      <>
        <Button look="quiet" disabled={disabled} onClick={() => void acts.adopt({ ...cell, reason: '' })}>
          Adopt
        </Button>
        <Button look="quiet" disabled={disabled} onClick={() => void acts.redeploy(cell)}>
          Redeploy
        </Button>
      </>
    );
  return (
    <>
      {(kind === 'unknown-verdict' || kind === 'orphaned') && deployment !== null ? (
        <Button look="quiet" disabled={disabled} onClick={() => void acts.resolve(deployment, 'observe', '')}>
          Observe
        </Button>
      ) : null}
      {deployment === null ? null : (
        <Button look="quiet" onClick={() => go.deployment(deployment)}>
          Open
        </Button>
      )}
    </>
  );
};
