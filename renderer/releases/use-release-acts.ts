import { useCallback, useState } from 'react';
import type { ReleaseActInput } from '../../contract/act-input';
import type { ReleaseAt, ReleaseEvent, ReleaseStep } from '../../contract/release';
import { useClient } from '../client';

/** What a walk over a release says last. */
export interface Telling {
  readonly release: string;
  readonly stage: string;
  readonly going: boolean;
  /** Every component went. */
  readonly complete: boolean;
  readonly text: string;
}

export interface ReleaseActs {
  readonly telling: Telling | null;
  /** `override`: a reason, on record, to skip the rules that may be skipped. */
  readonly promote: (release: string, at: ReleaseAt, override?: string) => void;
  readonly putBack: (release: string, at: ReleaseAt) => void;
}

const lineOf = (event: ReleaseEvent): string | null => {
  if (event.type === 'ended') return [event.text, event.next].filter(Boolean).join(' ');
  if (event.event.type === 'phase') return `${event.component}: ${event.event.text}`;
  return event.event.type === 'countdown' ? `${event.component} is counted down.` : null;
};

/** What is on screen of each: where something else runs by then, or stands in its way, nothing goes. */
const seenIn = (steps: readonly ReleaseStep[]): ReleaseActInput['seen'] =>
  Object.fromEntries(
    steps.flatMap(({ component, running, objections }) =>
      running === 'unknown' ? [] : [[component, { running, objections: objections.map((o) => o.kind) }]],
    ),
  );

/** Starts a walk and follows it while the page is open; the engine goes on without it. @param ended called when one is over */
export const useReleaseActs = (ended: () => void): ReleaseActs => {
  const client = useClient();
  const [telling, setTelling] = useState<Telling | null>(null);
  const walk = useCallback(
    async (release: string, stage: string, begin: () => Promise<AsyncIterable<ReleaseEvent>>): Promise<void> => {
      const about = { release, stage, complete: false };
      setTelling({ ...about, going: true, text: 'Asked.' });
      let over = false;
      try {
        for await (const event of await begin()) {
          const text = lineOf(event);
          over = event.type === 'ended';
          if (text !== null)
            setTelling({ ...about, going: !over, text, complete: event.type === 'ended' && event.complete });
        }
      } catch {
        over = false; // the line broke; what became of it is on the ledger
      }
      if (!over) setTelling({ ...about, going: false, text: 'The engine went away. What went is on the board.' });
      ended();
    },
    [ended],
  );
  return {
    telling,
    promote: (release, at, override) => {
      const { stage } = at;
      const act = { release, stage, override: override ?? null, seen: seenIn(at.steps) };
      void walk(release, stage, () => client.promoteRelease(act));
    },
    putBack: (release, at) => {
      const { stage } = at;
      const seen = seenIn(at.steps.filter((step) => at.putsBack.includes(step.component)));
      void walk(release, stage, () => client.putBackRelease({ release, stage, seen }));
    },
  };
};
