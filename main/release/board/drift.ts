import type { Commit } from '../../../contract/commit';
import type { DriftCause } from '../../../contract/drift';
import type { Known } from '../../../contract/promotion-facts';
import type { Target } from '../../../contract/workspace';
import type { Asking } from '../gap-facts';
import { componentRecord, type ComponentRecord } from '../record/fold';
import { isOpen } from '../record/fold-entry';
import { latest } from '../record/latest';
import { recordOf } from '../session';

/** What the ledger knows of a commit that runs though another one is recorded. */
const onRecord = ({ deployments, recorded }: ComponentRecord, running: Commit, mainline: Commit): DriftCause | null => {
  const isIt = (commit: Commit): boolean => commit === running;
  const open = latest(deployments, (d) => isIt(d.candidate.commit) && (isOpen(d) || d.state === 'unknown'));
  if (open) return { kind: 'unfinished', by: open.by, at: open.at };
  // What deploys by itself deploys the newest, also where that had been here before and was rolled back.
  if (running === mainline) return { kind: 'mainline' };
  const went = deployments.filter((d) => d.state === 'deployed');
  const earlier = latest(went, (d) => isIt(d.candidate.commit));
  if (!earlier) return null;
  const now = went.findIndex((d) => d.id === recorded?.deployment);
  const previous = now > 0 && went[now - 1]?.candidate.commit === running;
  return { kind: 'earlier', by: earlier.by, at: earlier.at, previous };
};

const stranger = async ({ session, component }: Asking, recorded: Commit, running: Commit): Promise<DriftCause> => {
  const { history } = session.ports;
  const since = await history.changes(component, { from: recorded, to: running }, 1, session.signal);
  const [newest] = since.ok ? since.value : [];
  return { kind: 'stranger', newest: newest ?? null };
};

/** Why a target probably does not run what is recorded; null where it does, or where nobody knows what it runs. */
export const driftCause = async (
  asking: Asking,
  target: Target,
  running: Known<Commit | null>,
  mainline: Commit,
): Promise<DriftCause | null> => {
  const record = recordOf(asking.session.readings, target.environment);
  if (!record || running === 'unknown') return null;
  const own = componentRecord(record, asking.component.name);
  if (own.recorded === null || own.recorded.commit === running) return null;
  if (running === null) return { kind: 'stopped' };
  return onRecord(own, running, mainline) ?? stranger(asking, own.recorded.commit, running);
};
