import type { ReleaseActInput } from '../../../contract/act-input';
import type { ReleaseEvent } from '../../../contract/release';
import { releaseRefused } from '../../../contract/words/release';
import type { Session } from '../session';

export type ReleaseAct = 'promote' | 'put-back';

/** A walk over a release that goes on. */
export interface ReleaseRun {
  readonly act: ReleaseAct;
  readonly events: ReleaseEvent[];
  readonly listeners: Set<(event: ReleaseEvent) => void>;
}

const runs = new WeakMap<Session, Map<string, ReleaseRun>>();

/** Nobody walks the other way while a walk goes on. */
const refusedBy = (session: Session, going: ReleaseRun, act: ReleaseAct): ReleaseRun => {
  const text =
    going.act === 'promote' ? 'The release is being promoted there.' : 'The release is being put back there.';
  const busy = { kind: 'busy', text, lifts: 'Wait until that has ended.', overridable: false } as const;
  const refusal = releaseRefused(session.ports.clock.now(), { kind: 'objected', objections: [busy] });
  return { act, events: [refusal], listeners: new Set() };
};

/** Goes on whether or not somebody listens. The same asked twice while it goes on is one; the other is refused meanwhile. */
export const startRun = (
  session: Session,
  act: ReleaseAct,
  { release, stage }: ReleaseActInput,
  events: AsyncGenerator<ReleaseEvent>,
): ReleaseRun => {
  const own = runs.get(session) ?? new Map<string, ReleaseRun>();
  runs.set(session, own);
  const key = `${release}\n${stage}`;
  const going = own.get(key);
  if (going) return going.act === act ? going : refusedBy(session, going, act);
  const run: ReleaseRun = { act, events: [], listeners: new Set() };
  own.set(key, run);
  const tell = (event: ReleaseEvent): void => {
    // Logs are read in the panel of their deployment.
    if (event.type !== 'component' || event.event.type !== 'log') run.events.push(event);
    if (event.type === 'ended') own.delete(key);
    for (const listener of run.listeners) listener(event);
  };
  const walkOn = async (): Promise<void> => {
    try {
      for await (const event of events) tell(event);
    } catch (bug) {
      // What went is on the ledger; a bug here must not leave a walk that looks alive.
      tell({ type: 'ended', at: session.ports.clock.now(), state: null, complete: false, text: String(bug), next: '' });
    }
  };
  void walkOn();
  return run;
};
