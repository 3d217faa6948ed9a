import { useEffect, useState } from 'react';
import { useClient } from '../client';
import { useMirror } from '../store';
import { follow, type Line } from './follow';
import { noProgress, type Progress } from './progress';

export interface Watched {
  readonly progress: Progress;
  /** `broken`: the engine went away; what is shown is what was heard until then. */
  readonly line: Line;
}

/** All that has happened in a deployment, then what happens. After the engine was away the stream tells all of it again. */
export const useWatch = (deployment: string): Watched => {
  const client = useClient();
  const live = useMirror((mirror) => mirror.connection === 'live');
  const [watched, setWatched] = useState<Watched>({ progress: noProgress, line: 'opening' });
  // An effect: the stream is outside of React, and lives as long as the panel is open.
  useEffect(
    () => (live ? follow(client, deployment, (progress, line) => setWatched({ progress, line })) : undefined),
    [client, deployment, live],
  );
  return live ? watched : { ...watched, line: 'broken' };
};
