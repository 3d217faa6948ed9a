import { useActs } from '../acts/use-acts';
import { beside, isPending, useAct, type CellName } from '../acts/acts-store';
import { Button } from '../ui/button';

interface StopButtonProps {
  /** Before SENDING it can be taken back; from there on one can only look away. */
  readonly how: 'cancel' | 'stop-waiting';
  readonly deployment: string;
  readonly place: CellName;
}

export const StopButton = ({ how, deployment, place }: StopButtonProps) => {
  const acts = useActs();
  const pending = isPending(useAct(beside(place)));
  return how === 'cancel' ? (
    <Button disabled={pending} title="Nothing was sent yet" onClick={() => void acts.withdraw(deployment)}>
      Cancel
    </Button>
  ) : (
    <Button
      disabled={pending}
      title="It was sent: it goes on, and its verdict is unknown until somebody looks"
      onClick={() => void acts.stopWaiting(deployment)}
    >
      Stop waiting
    </Button>
  );
};
