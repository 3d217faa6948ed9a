import { expect, test } from '@playwright/test';
import type { Health } from '../../contract/snapshot';
import { createWatch } from '../../main/release/board/turned-bad';
import { deriveSnapshot } from '../../main/release/board/snapshot';
import { keepReading, readLedgers, refresh } from '../../main/release/refresh';
import type { Session } from '../../main/release/session';
import { watchedUntil } from '../../main/release/watched';
import { deployed, signed } from '../support/entries';
import { makeWorld, newCommit, openRig, type World } from '../support/release-rig';

const minute = 60_000;

interface Watched {
  readonly world: World;
  readonly session: Session;
  health: Health;
}

/** Production runs the new candidate, deployed so long ago; it is watched for 15 minutes. */
const watched = async (agoMs: number, watchMs = 15 * minute): Promise<Watched> => {
  const world = makeWorld();
  world.running = newCommit;
  const rig = await openRig(world);
  const { ports, workspace } = rig;
  const at = new Date(Date.parse(ports.clock.now()) - agoMs).toISOString();
  world.entries.push(...signed(deployed(1, newCommit)).map((entry) => ({ ...entry, at })));
  const own: Watched = {
    world,
    health: 'healthy',
    session: {
      ...rig,
      workspace: { ...workspace, environments: workspace.environments.map((e) => ({ ...e, watchMs })) },
      ports: {
        ...ports,
        endpoint: (kind) => ({
          ...ports.endpoint(kind),
          observe: async () => {
            const { health } = own;
            const healthText = health === 'unhealthy' ? '503' : null;
            return { readAt: ports.clock.now(), outcome: { kind: 'running', named: newCommit, health, healthText } };
          },
        }),
      },
    },
  };
  await refresh(own.session, own.session.signal);
  return own;
};

test('a target is watched for as long after its deployment as its environment says, and then no more', async () => {
  const until = async (agoMs: number, watchMs?: number) =>
    watchedUntil((await watched(agoMs, watchMs)).session, 'catalog', 'production');
  expect(await until(14 * minute)).not.toBeNull();
  expect(await until(16 * minute)).toBeNull();
  expect(await until(minute, 0)).toBeNull();
  // A clock that is ahead of ours does not have it watched for longer.
  expect(await until(-60 * minute)).toBeNull();
});

test('what is watched is read again after a second, everything else after five', async () => {
  const pausesOf = async (agoMs: number): Promise<ReadonlySet<number>> => {
    const { session, world } = await watched(agoMs);
    const { clock } = session.ports;
    const pauses = new Set<number>();
    const stop = new AbortController();
    const wait: typeof clock.wait = (ms, signal) => {
      pauses.add(ms);
      return clock.wait(ms, signal);
    };
    const begun = clock.monotonic();
    world.tick = (now) => (now - begun > 60_000 ? stop.abort() : undefined);
    keepReading({ ...session, ports: { ...session.ports, clock: { ...clock, wait } } }, 5000, stop.signal);
    await new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
    return pauses;
  };
  expect(await pausesOf(minute)).toContain(1000);
  expect(await pausesOf(60 * minute)).not.toContain(1000);
});

test('what turns bad while it is watched is told once, with what went out and by whom', async () => {
  const own = await watched(minute);
  const tell = createWatch();
  const look = async () => {
    await refresh(own.session, own.session.signal);
    await readLedgers(own.session, own.session.signal);
    return tell(await deriveSnapshot(own.session, null, false));
  };
  expect(await look()).toEqual([]);
  own.health = 'unhealthy';
  expect(await look()).toEqual([
    {
      title: 'Unhealthy: catalog bbbbbbb in production',
      body: 'Ana deployed it a short while ago. It says: 503.',
    },
  ]);
  expect(await look()).toEqual([]);
  const later = await watched(60 * minute);
  later.health = 'unhealthy';
  await refresh(later.session, later.session.signal);
  expect(createWatch()(await deriveSnapshot(later.session, null, false))).toEqual([]);
});
