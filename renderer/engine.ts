import type { QueryClient } from '@tanstack/react-query';
import { loseAll } from './acts/perform';
import type { ActsStore } from './acts/acts-store';
import type { EngineLine } from './client';
import { applyUpdate, type MirrorStore } from './store';

interface Followed {
  readonly line: EngineLine;
  readonly mirror: MirrorStore;
  readonly acts: ActsStore;
  readonly queries: QueryClient;
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });

/** Mirrors one engine until it goes away or the signal says so. */
const listen = async ({ line, mirror }: Followed, signal: AbortSignal): Promise<void> => {
  const snapshots = async () => {
    for await (const update of await line.client.snapshot(undefined, { signal })) applyUpdate(mirror, update);
  };
  const settings = async () => {
    mirror.setState({ settings: await line.client.host.settings.get(undefined, { signal }) });
    for await (const changed of await line.client.host.settings.watch(undefined, { signal }))
      mirror.setState({ settings: changed });
  };
  const runtime = async () => mirror.setState({ runtime: await line.client.host.runtime(undefined, { signal }) });
  // Settings and runtime may fail alone; only the snapshot's stream says whether the engine is there.
  void Promise.allSettled([settings(), runtime()]);
  await snapshots();
};

const again = 1000;

/**
 * Keeps the mirror in step with whichever engine there is: when the line breaks, dials again once a second; when main says that the
 * engine went away for good or was started anew, gives up what the old one never answered. Returns its undo.
 */
export const followEngine = (followed: Followed): (() => void) => {
  const { line, mirror, acts, queries } = followed;
  let run = new AbortController();

  const follow = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      try {
        await listen(followed, signal);
      } catch {
        // The line broke. It is dialled again below; what is shown keeps its age.
      }
      if (signal.aborted) return;
      mirror.setState({ connection: 'lost' });
      loseAll(acts);
      await pause(again, signal);
      if (!signal.aborted) line.reopen();
    }
  };

  const giveUp = (connection: 'restarting' | 'ended'): void => {
    run.abort();
    mirror.setState({ connection });
    loseAll(acts);
  };
  const hear = (event: MessageEvent<unknown>): void => {
    if (event.source !== window || event.origin !== window.location.origin) return;
    // as: whoever else posts to this window posts something else, and is not heard
    const said = (event.data as { readonly type?: unknown } | null)?.type;
    if (said === 'humdrum:engine-lost') giveUp('ended');
    if (said !== 'humdrum:engine-restarted') return;
    giveUp('restarting');
    line.reopen();
    run = new AbortController();
    void follow(run.signal);
    void queries.cancelQueries().then(() => queries.invalidateQueries());
  };

  window.addEventListener('message', hear);
  void follow(run.signal);
  return () => {
    window.removeEventListener('message', hear);
    run.abort();
  };
};
