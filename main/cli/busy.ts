import { randomUUID } from 'node:crypto';
import { shortCommit } from '../../contract/commit';
import { explain } from '../../contract/explain';
import { runBusy, type BusyEvent } from '../demo/busy';
import { systemClock } from '../clock';
import { eventsOf } from '../release/deployment/live';
import { promote } from '../release/deployment/promote';
import { complain, say, withWorkspace, type ExitCode } from './terminal';

const did = (event: BusyEvent): void => {
  switch (event.kind) {
    case 'commit':
      return say(`${event.component}  ${shortCommit(event.commit)} ${event.subject}`);
    case 'checks':
      return say(`${event.component}  checks of ${shortCommit(event.commit)} ${event.result}`);
    case 'promote':
      return say(`${event.component}  promoted to ${event.stage}`);
    case 'trouble':
      return say(explain(event.failure).title);
  }
};

/** Keeps a demo alive until Ctrl+C: commits, checks, and a promotion through the engine now and then. */
export const keepBusy = async (dir: string, workspace: string, signal: AbortSignal): Promise<ExitCode> =>
  withWorkspace({ workspace }, async ({ engine, session }) => {
    const { now, wait } = {
      now: () => systemClock.now(),
      wait: (ms: number, s: AbortSignal) => systemClock.wait(ms, s),
    };
    const promoteNext = async (component: string, stage: string, ending: AbortSignal): Promise<void> => {
      await engine.refresh();
      const view = engine.feed.last()?.components.find((c) => c.name === component);
      const candidate = view?.gaps.find((g) => g.to === stage)?.candidate;
      const seen = view?.cells.find((c) => c.stage === stage)?.running?.commit ?? null;
      if (!candidate) return;
      const act = {
        component,
        stage,
        promotion: randomUUID(),
        commit: candidate.commit,
        seen,
        override: null,
        now: true,
      };
      const begun = await promote(session, act);
      if (begun.ok) for await (const event of eventsOf(begun.value, ending)) if (event.type === 'ended') return;
    };
    say('Busy until Ctrl+C.');
    const ended = await runBusy({ dir, seed: Date.now(), now, wait, promote: promoteNext, did, signal });
    return ended.ok ? 0 : complain(ended.failure);
  });
