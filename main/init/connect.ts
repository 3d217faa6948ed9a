import { explain } from '../../contract/explain';
import type { TestedTarget } from '../../contract/new-workspace';
import { runsWords } from '../../contract/words/observed';
import type { Target, Workspace } from '../../contract/workspace';
import type { Endpoint } from '../release/ports';

const atOnce = 8;

const test = async (target: Target, endpoint: Endpoint, signal: AbortSignal): Promise<TestedTarget> => {
  const { component, stage } = target;
  const { outcome } = await endpoint.observe(target, signal);
  switch (outcome.kind) {
    case 'nothing':
      return { component, stage, answers: true, text: `answers: ${runsWords(null, 'unknown')}` };
    case 'running':
      return { component, stage, answers: true, text: `answers: ${runsWords(outcome.named, outcome.health)}` };
    case 'unreadable': {
      const { title, what, next } = explain(outcome.failure);
      return { component, stage, answers: false, text: `can’t be observed. ${title}. ${what} ${next}` };
    }
  }
};

/** Asks every target of a workspace what it runs: reads, and changes nothing. The workspace is one that somebody has agreed to. */
export const testTargets = async (
  workspace: Workspace,
  endpoint: (kind: string) => Endpoint,
  signal: AbortSignal,
): Promise<readonly TestedTarget[]> => {
  const targets = workspace.components.flatMap((component) => component.targets);
  const tested: TestedTarget[] = [];
  for (let at = 0; at < targets.length && !signal.aborted; at += atOnce)
    tested.push(
      ...(await Promise.all(targets.slice(at, at + atOnce).map((t) => test(t, endpoint(t.endpoint.kind), signal)))),
    );
  return tested;
};
