import { useCallback } from 'react';
import { useClient } from '../client';
import type { Sort } from './sort';

/** Remembers the sort in the settings. Where that fails the board is sorted all the same; only the next start forgets. */
export const useKeep = (): ((sort: Sort) => void) => {
  const client = useClient();
  return useCallback(
    (sort) => {
      client.host.settings.set({ sort }).catch(() => undefined);
    },
    [client],
  );
};
