import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { explain } from '../../contract/explain';
import type { Component, Target } from '../../contract/workspace';
import { pauseAfter } from '../../main/release/circuit';
import type { Endpoint, Observation } from '../../main/release/ports';
import { targetKey } from '../../main/release/readings';
import { keepReading, refresh } from '../../main/release/refresh';
import type { Session } from '../../main/release/session';
import { makeWorld, oldCommit, openRig } from '../support/release-rig';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock';

// The real reading of the board in virtual time, over endpoints that hang when they are told to.

const minute = 60_000;
const deadlineMs = 3000;

interface Rig {
  readonly session: Session;
  readonly clock: VirtualClock;
  readonly asked: Map<string, number>;
  readonly hangs: Set<string>;
  /** Observations that are waiting for an answer now. */
  readonly hanging: () => number;
  readonly problem: (name: string) => ReturnType<typeof explain> | null;
}

const rigOf = async (addresses: Readonly<Record<string, string>>): Promise<Rig> => {
  const plain = await openRig(makeWorld());
  const [sample] = plain.workspace.components;
  if (!sample) throw new Error('the rig has a component');
  const clock = createVirtualClock();
  const asked = new Map<string, number>();
  const hangs = new Set<string>();
  let waiting = 0;
  const addressOf = (target: Target): string => addresses[target.component] ?? '';
  const observe = async (target: Target, signal: AbortSignal): Promise<Observation> => {
    const { component } = target;
    asked.set(component, (asked.get(component) ?? 0) + 1);
    if (!hangs.has(addressOf(target)))
      return {
        readAt: clock.now(),
        outcome: { kind: 'running', named: oldCommit, health: 'healthy', healthText: null },
      };
    waiting += 1;
    await clock.wait(deadlineMs, signal);
    waiting -= 1;
    const failure = { kind: 'endpoint-hangs', where: component, afterMs: deadlineMs } as const;
    return { readAt: clock.now(), outcome: { kind: 'unreadable', failure } };
  };
  const endpoint: Endpoint = { observe, deploy: async function* () {}, address: addressOf };
  const components = Object.keys(addresses).map((name): Component => ({
    ...sample,
    name,
    targets: sample.targets.map((target) => ({ ...target, component: name })),
  }));
  const session: Session = {
    ...plain,
    workspace: { ...plain.workspace, components },
    ports: { ...plain.ports, clock, endpoint: () => endpoint },
  };
  const problem = (name: string) => {
    const found = session.readings.observed.get(targetKey(name, 'production'))?.problem;
    return found ? explain(found) : null;
  };
  return { session, clock, asked, hangs, hanging: () => waiting, problem };
};

const since = (asked: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>, name: string): number =>
  (asked.get(name) ?? 0) - (before.get(name) ?? 0);

test('an address that hangs is asked less and less often and says so; every other keeps its rhythm of 5 s', async () => {
  const { session, clock, asked, hangs, problem } = await rigOf({ web: 'a', catalog: 'b', basket: 'c' });
  const stop = new AbortController();
  hangs.add('a');
  keepReading(session, 5000, stop.signal);
  await clock.advance(10 * minute);
  expect(asked.get('catalog')).toBeGreaterThanOrEqual(119);
  expect(asked.get('basket')).toBeGreaterThanOrEqual(119);
  // Once a minute, and at most twice: the jitter takes off up to half of a pause.
  expect(asked.get('web')).toBeLessThan(25);
  expect(asked.get('web')).toBeGreaterThan(10);
  expect(problem('web')?.what).toMatch(/said nothing for 3 s, \d+ times in a row\. .*asked less often/);
  expect(problem('web')?.next).toContain('read everything again');
  expect(problem('catalog')).toBeNull();
  // What rests does not make the board look old.
  expect(Date.parse(clock.now()) - Date.parse(session.readings.readAt ?? '')).toBeLessThanOrEqual(5000);
  stop.abort();
});

test('a person’s refresh asks at once, and an answer brings the rhythm back', async () => {
  const { session, clock, asked, hangs, hanging, problem } = await rigOf({ web: 'a', catalog: 'b' });
  const stop = new AbortController();
  hangs.add('a');
  keepReading(session, 5000, stop.signal);
  await clock.advance(5 * minute);
  while (hanging() > 0) await clock.advance(100);
  const before = new Map(asked);
  hangs.delete('a');
  await refresh(session, session.signal);
  expect(since(asked, before, 'web')).toBe(1);
  expect(problem('web')).toBeNull();
  const answered = new Map(asked);
  await clock.advance(minute);
  expect(since(asked, answered, 'web')).toBeGreaterThanOrEqual(12);
  stop.abort();
});

test('what was asked before somebody else got an answer does not undo that answer', async () => {
  const { session, clock, hangs, hanging, problem } = await rigOf({ web: 'a' });
  const stop = new AbortController();
  hangs.add('a');
  keepReading(session, 5000, stop.signal);
  await clock.advance(5 * minute);
  while (hanging() === 0) await clock.advance(100);
  hangs.delete('a');
  await refresh(session, session.signal);
  expect(problem('web')).toBeNull();
  while (hanging() > 0) await clock.advance(100);
  expect(problem('web')).toBeNull();
  stop.abort();
});

test('of many targets at one address that hangs each is told once, then one asks for all, and all come back together', async () => {
  const names = Array.from({ length: 40 }, (_, n) => `service-${n}`);
  const { session, clock, asked, hangs, hanging, problem } = await rigOf(
    Object.fromEntries(names.map((name) => [name, 'a'])),
  );
  const stop = new AbortController();
  keepReading(session, 5000, stop.signal);
  await clock.advance(minute);
  hangs.add('a');
  await clock.advance(2 * minute);
  // Nothing that was read before the address fell silent looks fresh.
  for (const name of names) expect(problem(name)?.what, name).toContain('asked less often');
  const before = new Map(asked);
  await clock.advance(10 * minute);
  const total = names.reduce((sum, name) => sum + since(asked, before, name), 0);
  expect(total).toBeGreaterThanOrEqual(9);
  expect(total).toBeLessThanOrEqual(21);
  // From its last miss on, the address is asked again within a minute.
  while (hanging() > 0) await clock.advance(100);
  hangs.delete('a');
  await clock.advance(minute);
  for (const name of names) expect(problem(name), name).toBeNull();
  stop.abort();
});

test('the pause grows with each miss, differs from one to the next, and is never longer than a minute', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 10_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (misses, random) => {
        const pause = pauseAfter(misses, random);
        expect(pause).toBeGreaterThanOrEqual(5000);
        expect(pause).toBeLessThanOrEqual(minute);
        expect(pauseAfter(misses + 1, random)).toBeGreaterThanOrEqual(pause);
        expect(pauseAfter(misses, random / 2)).toBeLessThanOrEqual(pause);
      },
    ),
  );
});
