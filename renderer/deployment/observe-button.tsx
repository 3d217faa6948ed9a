import { isPending, useAct, type CellName } from '../acts/acts-store';
import { useActs } from '../acts/use-acts';
import { Button } from '../ui/button';

/** Looks once more at what the environment runs; nothing is sent. */
export const ObserveButton = ({ deployment, place }: { readonly deployment: string; readonly place: CellName }) => {
  const acts = useActs();
  const pending = isPending(useAct(place));
  return (
    <Button look="primary" disabled={pending} onClick={() => void acts.resolve(deployment, 'observe', '')}>
      {pending ? 'Looking…' : 'Observe again'}
    </Button>
  );
};
