import type { Commit } from '../../../contract/commit';
import type { KnownReceipt, Release, StartRequest } from './protocol';
import { createProxy, type Proxy } from './proxy';
import { pruneReleases, removeRelease } from './prune-releases';
import { createRestartPolicy } from './restart-policy';
import { createSlotServices, type Live, type Surroundings } from './slot-services';
import type { SlotRecord } from './state';

export interface SlotSurroundings extends Surroundings {
  /** Notes the receipt of an order; durable with the next `save`. */
  settle(order: string, receipt: KnownReceipt): void;
  /** Folders of orders that are being started. */
  starting(): readonly string[];
}

export interface Runs {
  readonly commit: Commit | null;
  readonly trouble: string | null;
  readonly starting: boolean;
}

export interface Slot {
  /** Makes the release the one that answers on the port, or leaves everything as it was and says why. */
  start(request: StartRequest, say: (text: string) => void): Promise<KnownReceipt>;
  /** Takes over what the state file says; processes that are gone are started again in the background. */
  adopt(): Promise<void>;
  runs(): Runs;
  /** Every second: caps logs, tries a port again that could not be had. */
  tick(): Promise<void>;
  /** Ends its processes. `keep`: the record stays, so that the next supervisor starts them again. */
  stop(keep: boolean): Promise<void>;
}

type Condition =
  | { readonly kind: 'serving'; readonly live: Live }
  | { readonly kind: 'starting' | 'restarting' | 'down'; readonly why: string };

const drainMs = 5000;
const restartWithinMs = 20_000;
const keptReleases = 3;

export const notStarted = (where: string, why: string): KnownReceipt => ({
  kind: 'refused',
  failure: { kind: 'not-started', where, why },
});

/** One component in one environment: its public port, the process behind it, and the one before while that finishes. */
export const createSlot = (record: SlotRecord, around: SlotSurroundings): Slot => {
  const where = `${record.component} in ${record.environment}`;
  const services = createSlotServices(record, around);
  const policy = createRestartPolicy(() => performance.now());
  let proxy: Proxy | null = null;
  let condition: Condition = { kind: 'down', why: 'nothing was started' };
  let turn: Promise<unknown> = Promise.resolve();

  /** One thing at a time: a start never meets a restart. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => {});
    return mine;
  };

  const open = async (port: number): Promise<Proxy | string> => {
    if (proxy?.port === port) return proxy;
    const fresh = createProxy(port);
    const problem = await fresh.listen();
    return problem === null ? fresh : `port ${port} can't be had: ${problem}`;
  };

  const serve = (live: Live): void => {
    condition = { kind: 'serving', live };
    proxy?.switchTo(live);
    void watch(live);
  };

  const watch = async (live: Live): Promise<void> => {
    const how = await live.ended;
    if (condition.kind !== 'serving' || condition.live !== live) return;
    around.note(`${where}: ${live.release.commit} ended with ${how}`);
    condition = { kind: 'restarting', why: `its process ended with ${how}` };
    proxy?.switchTo(null);
    await services.end(live);
    await inTurn(() => restart(live.release, how));
  };

  const restart = async (release: Release, how: string): Promise<void> => {
    const isWanted = (): boolean => record.current?.order === release.order && condition.kind !== 'serving';
    for (let why = how; isWanted();) {
      const next = policy.next();
      if (next === null) {
        condition = { kind: 'down', why: `its process ended again and again, last with ${why}; it is left down` };
        return around.note(`${where}: ${condition.why}`);
      }
      if (condition.kind !== 'starting')
        condition = { kind: 'restarting', why: `its process ended with ${why}; start ${next.nth} of 3` };
      await new Promise((resolve) => setTimeout(resolve, next.waitMs));
      const live = isWanted() ? await services.bring(release, restartWithinMs, () => {}) : 'a stop';
      if (typeof live !== 'string') return serve(live);
      why = live;
      // What was wanted down meanwhile stays so.
      if (condition.kind === 'starting') condition = { kind: 'restarting', why };
    }
  };

  /** The one before finishes what it is asked, then ends; its folder goes if it is older than the last three. */
  const retire = async (old: Live | null, oldProxy: Proxy | null, dropped: readonly Release[]): Promise<void> => {
    if (old !== null) {
      await oldProxy?.drain(old, drainMs);
      await services.end(old);
    }
    if (oldProxy !== proxy) await oldProxy?.close();
    if (record.current === null) return;
    const kept = record.releases.map((release) => release.folder);
    const needed = new Set([...kept, ...services.folders(), ...around.starting()]);
    await pruneReleases(record.current.folder, needed, new Set(dropped.map((release) => release.folder)));
  };

  const start = async (
    { release, port, withinMs }: StartRequest,
    say: (text: string) => void,
  ): Promise<KnownReceipt> => {
    const opened = await open(port);
    if (typeof opened === 'string') return notStarted(where, opened);
    const live = await services.bring(release, withinMs, say);
    if (typeof live === 'string') {
      if (opened !== proxy) await opened.close();
      await removeRelease(release.folder);
      return notStarted(where, live);
    }
    const receipt: KnownReceipt = { kind: 'accepted', text: `${where} answers on port ${port} with ${release.commit}` };
    const before = { ...record };
    const releases = [release, ...record.releases];
    Object.assign(record, { current: release, port, releases: releases.slice(0, keptReleases) });
    around.settle(release.order, receipt);
    try {
      await around.save();
    } catch (error) {
      Object.assign(record, { current: before.current, port: before.port, releases: before.releases });
      await live.stop();
      throw error;
    }
    const old = condition.kind === 'serving' ? condition.live : null;
    const oldProxy = proxy;
    proxy = opened;
    policy.forget();
    serve(live);
    retire(old, oldProxy, releases.slice(keptReleases)).catch((error: unknown) =>
      around.note(`${where}: ${error instanceof Error ? error.message : String(error)}`),
    );
    return receipt;
  };

  return {
    start: (request, say) => inTurn(() => start(request, say)),
    adopt: async () => {
      const live = await services.adopt();
      const release = record.current;
      if (release === null) return;
      const opened = await open(record.port);
      if (typeof opened === 'string') around.note(`${where}: ${opened}`);
      else proxy = opened;
      if (live !== null) return serve(live);
      condition = { kind: 'starting', why: 'it was stopped with its supervisor, and is being started again' };
      void inTurn(() => restart(release, 'the end of its supervisor'));
    },
    runs: () => {
      const commit = record.current?.commit ?? null;
      const starting = condition.kind === 'starting';
      if (commit === null) return { commit, trouble: null, starting: false };
      if (condition.kind === 'down') return { commit: null, trouble: condition.why, starting };
      if (condition.kind !== 'serving') return { commit, trouble: condition.why, starting };
      // Not what is on record: while that is being written, the one before still serves.
      const serving = condition.live.release.commit;
      const trouble = proxy === null ? `port ${record.port} is taken by another process` : null;
      return { commit: serving, trouble, starting };
    },
    tick: async () => {
      await services.capLogs();
      if (proxy !== null || record.current === null) return;
      await inTurn(async () => {
        const opened = await open(record.port);
        if (typeof opened === 'string') return;
        proxy = opened;
        if (condition.kind === 'serving') proxy.switchTo(condition.live);
      });
    },
    stop: async (keep) => {
      if (!keep) record.current = null;
      condition = { kind: 'down', why: 'it was stopped' };
      await proxy?.close();
      await services.stop();
    },
  };
};
