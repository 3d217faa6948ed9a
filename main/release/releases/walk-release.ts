import type { ReleaseActInput } from '../../../contract/act-input';
import type { DeploymentEvent, Ending } from '../../../contract/deployment';
import { done, failed, type Failure, type Result } from '../../../contract/failure';
import type { Release, ReleaseEvent } from '../../../contract/release';
import { releaseEnding, releaseRefused } from '../../../contract/words/release';
import type { Stage } from '../../../contract/workspace';
import { eventsOf } from '../deployment/live';
import { readLedgers } from '../refresh';
import type { Live, Session } from '../session';
import { findRelease, recordsAt, stagesAfter } from './read-releases';
import { stateOfAll, type StepRecord } from '../record/release-state';

export interface Walked {
  readonly release: Release;
  readonly stage: Stage;
  readonly steps: readonly StepRecord[];
}

/** The release, the stage and where it stands there, by the ledger as it is now. */
export const lookAt = async (session: Session, input: ReleaseActInput): Promise<Result<Walked>> => {
  await readLedgers(session, session.signal);
  const found = findRelease(session, input.release);
  if (!found.ok) return found;
  const after = stagesAfter(session, found.value);
  const stage = after.find((one) => one.name === input.stage);
  if (!stage) return failed({ kind: 'no-such', what: 'stage', name: input.stage, known: after.map((s) => s.name) });
  const steps = recordsAt(session, found.value, stage);
  return steps.ok ? done({ release: found.value, stage, steps: steps.value }) : steps;
};

type GoesOn = (ending: Ending | null) => boolean;

export const wentOut: GoesOn = (ending) => ending?.kind === 'verdict' && ending.verdict === 'deployed';
export const wentWell: GoesOn = (ending) =>
  ending?.kind === 'verdict' && ending.verdict === 'deployed' && ending.verification !== 'failed';

const notBegun = (session: Session, failure: Failure): DeploymentEvent => ({
  type: 'ended',
  at: session.ports.clock.now(),
  ending: { kind: 'nothing-sent', failure },
});

/**
 * One component after another, each a deployment like any other, for as long as they end so that it `goesOn`. Complete: the last one
 * went well too, and nothing `stays` that should have gone.
 */
export async function* walk(
  session: Session,
  { release, stage }: Walked,
  steps: readonly StepRecord[],
  goesOn: GoesOn,
  act: (step: StepRecord, first: boolean) => Promise<Result<Live>>,
  stays: readonly string[] = [],
): AsyncGenerator<ReleaseEvent> {
  let complete = stays.length === 0;
  for (const [i, step] of steps.entries()) {
    const begun = await act(step, i === 0);
    const { component } = step;
    if (!begun.ok) yield { type: 'component', component, event: notBegun(session, begun.failure) };
    else for await (const event of eventsOf(begun.value, session.signal)) yield { type: 'component', component, event };
    complete = stays.length === 0 && begun.ok && wentWell(begun.value.ending);
    if (!begun.ok || !goesOn(begun.value.ending)) break;
  }
  await readLedgers(session, session.signal);
  const now = recordsAt(session, release, stage);
  const at = session.ports.clock.now();
  yield now.ok
    ? releaseEnding(at, release, stage.name, stateOfAll(now.value), now.value, { complete, stays })
    : releaseRefused(at, now.failure);
}
