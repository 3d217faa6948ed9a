import { explain } from '../../contract/explain';
import type { TestedTarget } from '../../contract/new-workspace';
import { runsWords } from '../../contract/words/observed';
import type { Target, Workspace } from '../../contract/workspace';
import type { Endpoint } from '../release/ports';

const atOnce = 8;
/** Each ends within 10 s; of a hundred that hang, nobody waits for all. */
const allWithinMs = 60_000;

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

/** Ends when the signal is aborted, whatever is under way. */
const abortOf = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });

export interface Testing {
  /** Hears of each as it answers, and of how many there are. */
  readonly told?: (target: TestedTarget, of: number) => void;
  /** For all of them together. Default 60,000. */
  readonly withinMs?: number;
}

/**
 * Asks every target of a workspace what it runs: reads, and changes nothing. The workspace is one that somebody has agreed to. Every
 * target is in the answer, in the order of the file; one that was not asked says so.
 */
export const testTargets = async (
  workspace: Workspace,
  endpoint: (kind: string) => Endpoint,
  signal: AbortSignal,
  { told, withinMs = allWithinMs }: Testing = {},
): Promise<readonly TestedTarget[]> => {
  const targets = workspace.components.flatMap((component) => component.targets);
  const tested = new Map<Target, TestedTarget>();
  const over = new AbortController();
  const stop = (): void => over.abort();
  const timer = setTimeout(stop, withinMs);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const ended = abortOf(over.signal);
  const waiting = [...targets];
  const askOn = async (): Promise<void> => {
    for (let next = waiting.shift(); next && !over.signal.aborted; next = waiting.shift()) {
      const answer = await Promise.race([test(next, endpoint(next.endpoint.kind), over.signal), ended]);
      // What comes of an aborted question says nothing of the target.
      if (answer === null || over.signal.aborted) return;
      tested.set(next, answer);
      told?.(answer, targets.length);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, askOn));
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
  const text = `not tested: the ${withinMs / 1000} s for all of them were over. Test again, or open the file: the board asks them one by one`;
  return targets.map((target) => {
    const { component, stage } = target;
    const answer = tested.get(target);
    if (answer) return answer;
    const unasked = { component, stage, answers: false, text };
    told?.(unasked, targets.length);
    return unasked;
  });
};
