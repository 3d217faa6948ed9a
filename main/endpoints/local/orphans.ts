import { readdir, readFile } from 'node:fs/promises';
import { endGroup } from '../../processes/process-group';
import { procStat } from '../../processes/process-identity';
import { marker } from './service';

/**
 * Ends the groups whose leader was started for one of `orders` and is not among `known`: a supervisor was killed between starting
 * a process and writing it down. Needs /proc; elsewhere such a process stays.
 */
export const endOrphans = async (orders: ReadonlySet<string>, known: ReadonlySet<number>): Promise<void> => {
  if (orders.size === 0) return;
  const names = await readdir('/proc').catch((): string[] => []);
  const orphans = await Promise.all(
    names.map(async (name) => {
      const pid = Number(name);
      if (!Number.isInteger(pid) || known.has(pid)) return [];
      const environment = await readFile(`/proc/${name}/environ`, 'utf8').catch(() => '');
      const order = environment.split('\0').find((line) => line.startsWith(`${marker}=`));
      const isOurs = order !== undefined && orders.has(order.slice(marker.length + 1));
      return isOurs && procStat(pid)?.group === pid ? [pid] : [];
    }),
  );
  await Promise.all(orphans.flat().map(endGroup));
};
