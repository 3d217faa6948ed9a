import type { DeploymentEvent } from '../../contract/deployment';
import type { Client } from '../client';
import { advance, noProgress, type Progress } from './progress';

export type Line = 'opening' | 'open' | 'broken' | 'ended';

/** Events are drawn in gulps: a log that floods would otherwise render a thousand times a second. */
const gulpMs = 40;

/** Listens to a deployment until it ends or the line breaks. Returns its undo. */
export const follow = (
  client: Pick<Client, 'watch'>,
  deployment: string,
  draw: (progress: Progress, line: Line) => void,
): (() => void) => {
  const abort = new AbortController();
  let progress = noProgress;
  let waiting: DeploymentEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  const gulp = (line: Line): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    progress = advance(progress, waiting);
    waiting = [];
    if (!abort.signal.aborted) draw(progress, line);
  };
  const listen = async (): Promise<void> => {
    try {
      for await (const event of await client.watch({ deployment }, { signal: abort.signal })) {
        waiting.push(event);
        timer ??= setTimeout(() => gulp('open'), gulpMs);
      }
      gulp('ended');
    } catch {
      // What the engine can foresee it answers as a value: what is thrown is the line breaking, or nobody listening any more.
      gulp('broken');
    }
  };
  void listen();
  return () => {
    abort.abort();
    if (timer !== null) clearTimeout(timer);
  };
};
