import { isAlive } from '../../processes/process-identity';
import { capLog, logSize } from './output-log';
import type { Release } from './protocol';
import { waitUntilReady } from './ready';
import { adoptService, startService, type Service } from './service';
import type { SlotRecord } from './state';

/** A service that accepts connections. */
export type Live = Service & { readonly host: string };

export interface Surroundings {
  /** Durable when it answers; rejects where the disk does not take it. */
  readonly save: () => Promise<void>;
  /** A port for a process, not handed out twice; null: there is none. */
  port(): Promise<number | null>;
  note(text: string): void;
}

/** The processes of one slot, each written down in its record before anybody relies on it. */
export const createSlotServices = (record: SlotRecord, around: Surroundings) => {
  const services = new Map<number, Service>();
  let stopped = false;

  const forget = (pid: number): void => {
    record.processes = record.processes.filter((p) => p.process.pid !== pid);
  };

  const end = async (service: Service): Promise<void> => {
    await service.stop();
    services.delete(service.process.pid);
    forget(service.process.pid);
    // Not written: the next supervisor finds it dead by itself.
    await around.save().catch((error: unknown) => around.note(String(error)));
  };

  return {
    end,
    /** Starts a process of the release and waits until it serves; or why it does not, with its last lines. */
    bring: async (release: Release, withinMs: number, say: (text: string) => void): Promise<Live | string> => {
      if (stopped) return 'it was stopped';
      const port = await around.port();
      if (port === null) return 'no free port was found';
      const from = await logSize(release.folder);
      const service = await startService(release, port);
      if (typeof service === 'string') return service;
      services.set(service.process.pid, service);
      const written = { release, process: service.process, port, host: '127.0.0.1' };
      record.processes.push(written);
      try {
        const [ready] = await Promise.all([waitUntilReady(service, withinMs, from, say), around.save()]);
        if (ready.ready && !stopped) {
          written.host = ready.host;
          return { ...service, host: ready.host };
        }
        await end(service);
        return ready.ready ? 'it was stopped' : ready.why;
      } catch (error) {
        await end(service);
        return `its process can't be written down: ${String(error)}`;
      }
    },
    /** What the supervisor before left: the process of the current release, if it lives, is kept; all others are ended. */
    adopt: async (): Promise<Live | null> => {
      const alive = record.processes.filter((p) => isAlive(p.process));
      const kept = alive.filter((p) => p.release.order === record.current?.order).at(-1);
      record.processes = alive;
      const rest = alive.filter((p) => p !== kept).map((p) => adoptService(p.release, p.process, p.port));
      await Promise.all(rest.map(end));
      if (kept === undefined) return null;
      const service = adoptService(kept.release, kept.process, kept.port);
      services.set(service.process.pid, service);
      return { ...service, host: kept.host };
    },
    capLogs: async (): Promise<void> => {
      for (const service of services.values()) await capLog(service.release.folder);
    },
    stop: async (): Promise<void> => {
      stopped = true;
      await Promise.allSettled([...services.values()].map(end));
    },
    folders: (): readonly string[] => record.processes.map((p) => p.release.folder),
  };
};
