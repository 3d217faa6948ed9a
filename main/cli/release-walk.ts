import pc from 'picocolors';
import type { ReleaseActInput } from '../../contract/act-input';
import type { ReleaseEvent } from '../../contract/release';
import { eventsOf } from '../release/deployment/live';
import { promoteRelease, putBackRelease } from '../release/releases/promote-release';
import type { ReleaseRun } from '../release/releases/release-run';
import type { Session } from '../release/session';
import { countdownText } from './act';
import { interruptible, walkCode } from './interruptible';
import { complain, print, printJson, say, withWorkspace, type Common, type ExitCode } from './terminal';

const tell = (event: ReleaseEvent): void => {
  // Nothing was begun: that is no result, it is a refusal.
  if (event.type === 'ended')
    return event.state === null ? say(event.text) : print(`${pc.bold(event.text)} ${event.next}`);
  const { component, event: one } = event;
  if (one.type === 'phase') say(`${component.padEnd(12)} ${pc.dim(one.phase.padEnd(10))} ${one.text}`);
  else if (one.type === 'countdown') say(countdownText(one.totalMs));
  else if (one.type === 'test')
    say(`${component.padEnd(12)} ${one.result.passed ? pc.green('passed') : pc.red('failed')}     ${one.result.name}`);
  else if (one.type === 'ended' && one.ending.kind === 'nothing-sent') complain(one.ending.failure);
};

export interface ReleaseActOptions extends Common {
  readonly yes?: boolean;
  readonly override?: string;
}

/** Follows a walk to its end; Ctrl+C takes back what of it can be, stops waiting for the rest, and nothing more of it goes. */
const walk = (
  act: (session: Session, input: ReleaseActInput) => ReleaseRun,
  release: string,
  stage: string,
  options: ReleaseActOptions,
): Promise<ExitCode> =>
  withWorkspace(options, async ({ session }) => {
    const run = act(session, { release, stage, now: options.yes ?? false, override: options.override ?? null });
    const { interrupt, done } = interruptible(session, run);
    process.on('SIGINT', interrupt);
    for await (const event of eventsOf(run, session.signal)) {
      if (options.json) printJson({ format: 1, release, stage, ...event });
      else tell(event);
    }
    process.off('SIGINT', interrupt);
    done();
    return walkCode(run.events);
  });

export const promoteReleaseInTerminal = (
  release: string,
  stage: string,
  options: ReleaseActOptions,
): Promise<ExitCode> => walk(promoteRelease, release, stage, options);

export const putBackInTerminal = (release: string, stage: string, options: ReleaseActOptions): Promise<ExitCode> =>
  walk(putBackRelease, release, stage, options);
