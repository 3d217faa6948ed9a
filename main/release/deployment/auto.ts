import type { Snapshot } from '../../../contract/snapshot';
import { componentRecord } from '../record/fold';
import { promote } from './promote';
import { liveIn, recordOf, type Session } from '../session';

/**
 * Promotes by itself what is eligible for an `auto` stage, one per environment at a time. A candidate is tried once: one that the
 * ledger knows there, however it ended, is a person's to decide.
 */
export const promoteByItself = async (session: Session, snapshot: Snapshot): Promise<void> => {
  if (snapshot.readAt === null) return;
  for (const stage of session.workspace.stages.filter((s) => s.promote === 'auto')) {
    const record = recordOf(session.readings, stage.environment);
    for (const view of snapshot.components) {
      const gap = view.gaps.find((g) => g.to === stage.name);
      const cell = view.cells.find((c) => c.stage === stage.name);
      const commit = gap?.candidate?.commit;
      if (
        !record ||
        !gap ||
        !cell ||
        !commit ||
        gap.objections.length > 0 ||
        !gap.ahead ||
        liveIn(session, stage.environment)
      )
        continue;
      const tried = componentRecord(record, view.name).deployments.some((d) => d.candidate.commit === commit);
      const tries = [...session.live.values()].some((l) => l.stage === stage.name && l.candidate.commit === commit);
      if (tried || tries) continue;
      const { identity } = session.ports;
      const seen = cell.running?.commit ?? null;
      await promote(
        session,
        {
          component: view.name,
          stage: stage.name,
          promotion: identity.uuid(),
          commit,
          seen,
          override: null,
          now: true,
        },
        { cause: 'auto' },
      );
    }
  }
};
