import { setTimeout as sleep } from 'node:timers/promises';
import { endGroup } from '../../processes/process-group';
import { isAlive } from '../../processes/process-identity';
import { endOrphans } from './orphans';
import { findOwner } from './owner';
import { readState } from './state';
import { createStateWriter } from './state-writer';
import { reachSupervisor, talkOver } from './supervisor-client';

const stopMs = 10_000;

/**
 * Stops the supervisor of the folder and everything it started, also where it hangs or is dead; afterwards nothing runs and
 * nothing is started again by looking. Orders stay known.
 */
export const stopLocal = async (stateFolder: string, withinMs = stopMs): Promise<void> => {
  const before = await readState(stateFolder);
  // Known before it is asked to stop: it removes its name first, and may take a moment to be gone.
  const stopping = await findOwner(stateFolder);
  if (before === 'none' && stopping === null) return;
  const socket = await reachSupervisor(stateFolder);
  if (typeof socket !== 'string' && !(socket instanceof Error)) {
    await talkOver(socket, { request: { type: 'stop' }, withinMs });
  }
  const owner = stopping ?? (await findOwner(stateFolder));
  if (owner !== null) {
    for (let tries = 0; tries < 100 && isAlive(owner); tries++) await sleep(10);
    if (isAlive(owner)) await endGroup(owner.pid);
  }
  const state = await readState(stateFolder);
  if (typeof state === 'string') return;
  const slots = Object.values(state.slots);
  const left = slots.flatMap((slot) => slot.processes.map((p) => p.process));
  await Promise.all(left.filter(isAlive).map((process) => endGroup(process.pid)));
  await endOrphans(new Set(Object.keys(state.orders)), new Set());
  for (const slot of slots) Object.assign(slot, { current: null, processes: [] });
  await createStateWriter(stateFolder, state).save();
};
