import type { Iso } from '../../contract/commit';
import type { DeploymentEvent, Ending, Phase } from '../../contract/deployment';
import type { TestResult } from '../../contract/entry';
import { appendLog, emptyLog, type LogBuffer } from './log-lines';

export interface PhaseRecord {
  readonly phase: Phase;
  readonly at: Iso;
  readonly text: string;
}

export interface Test {
  readonly scope: 'component' | 'environment';
  readonly result: TestResult;
}

/** What the events so far say. */
export interface Progress {
  readonly phases: readonly PhaseRecord[];
  readonly countdown: { readonly at: Iso; readonly totalMs: number } | null;
  readonly log: LogBuffer;
  readonly tests: readonly Test[];
  readonly ending: { readonly at: Iso; readonly ending: Ending } | null;
}

export const noProgress: Progress = { phases: [], countdown: null, log: emptyLog, tests: [], ending: null };

const apply = (progress: Progress, event: DeploymentEvent): Progress => {
  switch (event.type) {
    case 'countdown':
      return { ...progress, countdown: { at: event.at, totalMs: event.totalMs } };
    case 'phase':
      return {
        ...progress,
        countdown: event.phase === 'countdown' ? progress.countdown : null,
        phases: [...progress.phases, { phase: event.phase, at: event.at, text: event.text }],
        // What was verified once more goes on after its end, under the same id.
        ending: event.phase === 'ended' ? progress.ending : null,
        tests: progress.ending === null ? progress.tests : [],
      };
    case 'log':
      return { ...progress, log: appendLog(progress.log, event.text) };
    case 'test':
      return { ...progress, tests: [...progress.tests, { scope: event.scope, result: event.result }] };
    case 'ended':
      // This machine kept no log of it (a teammate's): that is no word about the deployment.
      if (event.ending.kind === 'nothing-sent' && event.ending.failure.kind === 'no-such') return progress;
      return { ...progress, countdown: null, ending: { at: event.at, ending: event.ending } };
  }
};

/** Events in order. Pieces of log that follow each other are joined first: a long log is appended once, not a thousand times. */
export const advance = (progress: Progress, events: readonly DeploymentEvent[]): Progress => {
  let next = progress;
  let text = '';
  for (const event of events) {
    if (event.type === 'log') text += event.text;
    else {
      if (text !== '') next = { ...next, log: appendLog(next.log, text) };
      text = '';
      next = apply(next, event);
    }
  }
  return text === '' ? next : { ...next, log: appendLog(next.log, text) };
};
