import type { Commit } from '../../contract/commit';
import type { Known } from '../../contract/promotion-facts';
import type { Component } from '../../contract/workspace';
import type { Session } from './session';

/** Of the changes that a commit lacks of what runs, those that it does not have under another id either. */
export const lostBy = async (
  session: Session,
  component: Component,
  commit: Commit,
  runs: Commit | null,
  behind: Known<number>,
): Promise<Known<number>> => {
  if (behind === 0 || behind === 'unknown' || runs === null) return behind;
  const lost = await session.ports.history.lacked(component, { from: commit, to: runs }, session.signal);
  return lost.ok ? lost.value : 'unknown';
};
