import { useMemo } from 'react';
import { useActs } from '../acts/use-acts';
import { useClient, type Client } from '../client';
import { useGo } from '../location';
import type { Hands } from './commands';

const chooseWorkspace = async (client: Client): Promise<void> => {
  const file = await client.host.chooseWorkspace();
  if (file !== null) await client.host.openWorkspace({ file });
};

// Where the engine does not answer, the header says so already.
const asked = (answer: Promise<unknown>): void => void answer.catch(() => undefined);

export const useHands = (openHelp: () => void, openStopLine: () => void): Hands => {
  const client = useClient();
  const acts = useActs();
  const go = useGo();
  return useMemo(
    () => ({
      go,
      acts,
      openHelp,
      openStopLine,
      refresh: () => asked(client.refresh()),
      setBaseline: (baseline) => asked(client.baseline({ baseline })),
      setAppearance: (appearance) => asked(client.host.settings.set({ appearance })),
      openWorkspace: () => asked(chooseWorkspace(client)),
    }),
    [client, acts, go, openHelp, openStopLine],
  );
};
