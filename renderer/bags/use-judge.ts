import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Result } from '../../contract/failure';
import type { Judgement } from '../../contract/insights';
import { useOrpc } from '../client';

export interface Judging {
  readonly say: (judgement: Judgement, reason: string) => void;
  readonly pending: boolean;
  /** How it went. */
  readonly act: { readonly data: Result<null> | undefined; readonly isError: boolean };
}

/** Says whether a deployment was a brown-paper-bag release; what shows marks or counts them is asked anew. @param judged called when it is on record and shown */
export const useJudge = (deployment: string, judged: (judgement: Judgement) => void): Judging => {
  const orpc = useOrpc();
  const queries = useQueryClient();
  const again = async (): Promise<void> => {
    const keys = [orpc.insights.key(), orpc.history.key(), orpc.bag.key()];
    await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
  const act = useMutation(
    orpc.judge.mutationOptions({
      onSuccess: async (answer, { judgement }) => {
        await again();
        if (answer.ok) judged(judgement);
      },
    }),
  );
  return {
    say: (judgement, reason) => act.mutate({ deployment, judgement, reason }),
    pending: act.isPending,
    act,
  };
};
