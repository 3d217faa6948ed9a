import { endOrphans } from './orphans';
import { createServicePorts } from './service-ports';
import { slotKey, type Answer, type KnownReceipt, type Request, type StartRequest } from './protocol';
import { createSlot, notStarted, type Slot } from './slot';
import type { State } from './state';
import { createStateWriter } from './state-writer';

type Say = (answer: Answer) => void;

export interface Supervisor {
  adopt(): Promise<void>;
  /** Says the answers to one request, the last one last. */
  answer(request: Request, say: Say): Promise<void>;
  tick(): Promise<void>;
  /** Nothing runs, nothing is asked: nobody needs it. */
  isIdle(): boolean;
  /** Ends all services. `keep`: the record stays, so that the next supervisor starts them again. */
  stop(keep: boolean): Promise<void>;
}

const keptOrders = 1000;

export const createSupervisor = (folder: string, state: State, note: (text: string) => void): Supervisor => {
  const slots = new Map<string, Slot>();
  const starts = new Map<string, Promise<KnownReceipt>>();
  const { save } = createStateWriter(folder, state);
  let busy = 0;

  const settle = (order: string, receipt: KnownReceipt): void => {
    const known = state.orders[order];
    if (known !== undefined) known.receipt = receipt;
  };
  const starting = (): readonly string[] =>
    Object.values(state.orders).flatMap((order) => (order.receipt === null ? [order.folder] : []));
  const servicePort = createServicePorts(() => Object.values(state.slots).map((slot) => slot.port));
  const slotOf = (component: string, environment: string, port: number): Slot => {
    const key = slotKey(component, environment);
    const found = slots.get(key);
    if (found !== undefined) return found;
    const record = (state.slots[key] ??= { component, environment, port, current: null, releases: [], processes: [] });
    const slot = createSlot(record, { save, note, port: servicePort, settle, starting });
    slots.set(key, slot);
    return slot;
  };

  const forgetOldOrders = (): void => {
    const settled = Object.entries(state.orders).filter(([, order]) => order.receipt !== null);
    for (const [id] of settled.slice(0, Math.max(0, settled.length - keptOrders))) delete state.orders[id];
  };

  const startNow = async (request: StartRequest, say: Say): Promise<KnownReceipt> => {
    const { component, environment, port, release } = request;
    try {
      forgetOldOrders();
      state.orders[release.order] = { folder: release.folder, receipt: null };
      await save(); // Before the process: an order is never forgotten, only found unfinished.
      const slot = slotOf(component, environment, port);
      const receipt = await slot.start(request, (text) => say({ type: 'log', text }));
      settle(release.order, receipt);
      await save();
      return receipt;
    } catch (error) {
      // The disk is full, the folder is gone: nothing was switched.
      const why = error instanceof Error ? error.message : String(error);
      note(`${component} in ${environment}: ${why}`);
      const receipt = notStarted(`${component} in ${environment}`, why);
      settle(release.order, receipt);
      return receipt;
    }
  };

  /** What became of an order; null while it is being started: a receipt that is not on disk yet may still turn. */
  const receiptOf = (order: string): KnownReceipt | null =>
    starts.has(order) ? null : (state.orders[order]?.receipt ?? null);

  /** The same order again answers what the first one did, or waits for it. */
  const start = async (request: StartRequest, say: Say): Promise<void> => {
    const { order } = request.release;
    let receipt = receiptOf(order);
    if (receipt === null) {
      const running = starts.get(order) ?? startNow(request, say).finally(() => starts.delete(order));
      starts.set(order, running);
      receipt = await running;
    }
    say({ type: 'receipt', receipt, folder: state.orders[order]?.folder ?? null });
  };

  const stop = async (keep: boolean): Promise<void> => {
    await Promise.allSettled([...slots.values()].map((slot) => slot.stop(keep)));
    await save();
  };

  const answer = async (request: Request, say: Say): Promise<void> => {
    switch (request.type) {
      case 'start':
        return start(request, say);
      case 'observe': {
        const slot = slots.get(slotKey(request.component, request.environment));
        return say({ type: 'runs', ...(slot?.runs() ?? { commit: null, trouble: null, starting: false }) });
      }
      case 'find': {
        if (request.wait) await starts.get(request.order);
        const folder = state.orders[request.order]?.folder ?? null;
        return say({ type: 'receipt', receipt: receiptOf(request.order), folder });
      }
      case 'stop':
        await stop(false);
        return say({ type: 'stopped' });
    }
  };

  return {
    adopt: async () => {
      const unfinished = Object.entries(state.orders).filter(([, order]) => order.receipt === null);
      for (const [id] of unfinished)
        settle(id, notStarted('the service', 'its supervisor was stopped while it was starting'));
      const records = Object.values(state.slots);
      const orders = new Set([...unfinished.map(([id]) => id), ...records.flatMap((r) => r.current?.order ?? [])]);
      await endOrphans(orders, new Set(records.flatMap((r) => r.processes.map((p) => p.process.pid))));
      await Promise.all(records.map((r) => slotOf(r.component, r.environment, r.port).adopt()));
      await save();
    },
    answer: async (request, say) => {
      busy++;
      try {
        await answer(request, say);
      } finally {
        busy--;
      }
    },
    tick: async () => {
      await Promise.all([...slots.values()].map((slot) => slot.tick()));
    },
    isIdle: () => busy === 0 && Object.values(state.slots).every((slot) => slot.current === null),
    stop,
  };
};
