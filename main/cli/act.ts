import { randomUUID } from 'node:crypto';
import pc from 'picocolors';
import { nameOf } from '../../contract/commit';
import type { DeploymentEvent, Ending } from '../../contract/deployment';
import { explainText } from '../../contract/explain';
import type { Result } from '../../contract/failure';
import type { Cell, Gap } from '../../contract/snapshot';
import type { VerdictJson } from '../../contract/status';
import { changesText } from '../../contract/words/counted';
import { eventsOf } from '../release/deployment/live';
import { promote } from '../release/deployment/promote';
import { rollback } from '../release/deployment/rollback';
import { place, type Live, type Session } from '../release/session';
import { complain, print, printJson, say, withWorkspace, type Common, type ExitCode, type Opened } from './terminal';

export interface ActOptions extends Common {
  readonly yes?: boolean;
  readonly reason?: string;
  readonly override?: string;
}

const verdictWords = { deployed: 'deployed', 'not-deployed': 'not deployed', unknown: 'unknown' } as const;

const verdictJson = (live: Live, ending: Ending): VerdictJson => {
  const { id: deployment, component, stage } = live;
  const { commit } = live.candidate;
  const about = { format: 1 as const, deployment, component, stage, commit };
  if (ending.kind === 'nothing-sent')
    return {
      ...about,
      verdict: 'not deployed',
      verification: 'none',
      faulty: false,
      text: explainText(ending.failure),
      next: '',
    };
  const { verification, text, next } = ending;
  return {
    ...about,
    verdict: verdictWords[ending.verdict],
    verification,
    faulty: verification === 'failed',
    text,
    next,
  };
};

const exitCode = (ending: Ending): ExitCode => {
  if (ending.kind === 'nothing-sent' || ending.verdict === 'not-deployed') return 1;
  if (ending.verdict === 'unknown') return 3;
  // It went out and was found bad: a script must not go on as if all were well.
  return ending.verification === 'failed' ? 1 : 0;
};

const showJson = (live: Live, event: DeploymentEvent): void => {
  const about = {
    format: 1,
    deployment: live.id,
    component: live.component,
    stage: live.stage,
    commit: live.candidate.commit,
  };
  if (event.type === 'ended') printJson(verdictJson(live, event.ending));
  else if (event.type === 'phase') printJson({ ...about, step: event.phase, at: event.at, text: event.text });
  else if (event.type === 'test')
    printJson({ ...about, step: 'test', at: event.at, scope: event.scope, ...event.result });
};

export const countdownText = (totalMs: number): string =>
  `Starts in ${Math.round(totalMs / 1000)} s; Ctrl+C undoes it.`;

const show = (event: DeploymentEvent): void => {
  if (event.type === 'phase') say(`${pc.dim(event.phase.padEnd(10))} ${event.text}`);
  else if (event.type === 'countdown') say(countdownText(event.totalMs));
  else if (event.type === 'test')
    say(
      `${event.result.passed ? pc.green('passed') : pc.red('failed')}     ${event.result.name} ${pc.dim(event.result.text)}`,
    );
  else if (event.type === 'log') process.stderr.write(event.text.replaceAll(/[^\P{C}\n\t]/gu, ''));
};

/** Follows a deployment to its end; Ctrl+C takes it back while it can be, and stops waiting after that. */
const follow = async (session: Session, begun: Result<Live>, options: ActOptions): Promise<ExitCode> => {
  if (!begun.ok) return complain(begun.failure);
  const live = begun.value;
  const interrupt = (): void => {
    live.withdraw.abort();
    live.stopWaiting.abort();
  };
  process.on('SIGINT', interrupt);
  for await (const event of eventsOf(live, session.signal)) {
    if (options.json) showJson(live, event);
    else show(event);
  }
  process.off('SIGINT', interrupt);
  const { ending } = live;
  if (!ending) return 3;
  if (!options.json && ending.kind === 'verdict') {
    const word = verdictWords[ending.verdict];
    print(`${pc.bold(word.charAt(0).toUpperCase() + word.slice(1))}: ${ending.text} ${ending.next}`);
  }
  if (ending.kind === 'nothing-sent') complain(ending.failure);
  return exitCode(ending);
};

const at = (
  { session, snapshot }: Opened,
  component: string,
  stage: string,
): Result<{ readonly cell: Cell; readonly gap: Gap }> => {
  const found = place(session.workspace, component, stage);
  if (!found.ok) return found;
  const view = snapshot.components.find((c) => c.name === component);
  const cell = view?.cells.find((c) => c.stage === stage);
  const gap = view?.gaps.find((g) => g.to === stage);
  if (!cell || !gap) return { ok: false, failure: { kind: 'no-such', what: 'stage', name: stage, known: [] } };
  return { ok: true, value: { cell, gap } };
};

export const promoteInTerminal = async (component: string, stage: string, options: ActOptions): Promise<ExitCode> =>
  withWorkspace(options, async (opened) => {
    const found = at(opened, component, stage);
    if (!found.ok) return complain(found.failure);
    const { cell, gap } = found.value;
    if (!gap.candidate) return complain({ kind: 'objected', objections: gap.objections });
    if (!options.json) say(`Promote ${component} ${nameOf(gap.candidate)} → ${stage}, ${changesText(gap.ahead)}.`);
    const begun = await promote(opened.session, {
      component,
      stage,
      promotion: randomUUID(),
      commit: gap.candidate.commit,
      seen: cell.running?.commit ?? null,
      override: options.override ?? null,
      now: options.yes ?? false,
    });
    return follow(opened.session, begun, options);
  });

export const rollBackInTerminal = async (component: string, stage: string, options: ActOptions): Promise<ExitCode> =>
  withWorkspace(options, async (opened) => {
    const found = at(opened, component, stage);
    if (!found.ok) return complain(found.failure);
    const { cell } = found.value;
    if (!options.json && cell.rollback)
      say(
        `Roll back ${component} in ${stage} to ${nameOf(cell.rollback.to)}, undoes ${changesText(cell.rollback.undoes)}.`,
      );
    const seen = cell.running?.commit ?? null;
    const act = {
      component,
      stage,
      promotion: randomUUID(),
      seen,
      reason: options.reason ?? '',
      now: options.yes ?? false,
    };
    return follow(opened.session, await rollback(opened.session, act), options);
  });
