import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import type { ComponentView, SnapshotUpdate } from '../../contract/snapshot';
import { basket, catalog, checkout, web } from '../../renderer/gallery/fixtures/corner-shop';
import { cornerShop } from '../../renderer/gallery/fixtures/states';
import { applyUpdate, createMirror, merge } from '../../renderer/store';

const { components: _components, ...header } = cornerShop;
const shop = [catalog, basket, checkout, web] as const;
const names = shop.map((component) => component.name);
const update = (changed: readonly ComponentView[], order: readonly string[] = names): SnapshotUpdate => ({
  header,
  order,
  changed,
});
const copy = <T>(value: T): T => structuredClone(value);

test('the first update is the whole snapshot, in board order', () => {
  const snapshot = merge(null, update([web, catalog, checkout, basket]));
  expect(snapshot.components.map((component) => component.name)).toEqual(names);
  expect(snapshot).toEqual(cornerShop);
});

test('a component that did not change keeps its identity', () => {
  const before = merge(null, update(shop));
  const after = merge(before, update([{ ...copy(basket), mirror: { ...basket.mirror, state: 'failed' } }]));
  expect(after.components[0]).toBe(before.components[0]);
  expect(after.components[1]).not.toBe(before.components[1]);
  expect(after.components[1]?.mirror.state).toBe('failed');
  // what did not change inside of what did keeps its identity too
  expect(after.components[1]?.cells).toBe(before.components[1]?.cells);
  expect(after.stages).toBe(before.stages);
});

test('an engine that sends everything again after a restart changes nothing', () => {
  const before = merge(null, update(shop));
  expect(merge(before, copy(update(shop)))).toBe(before);
});

test('a component that left the workspace leaves the board, and may come back', () => {
  const before = merge(null, update(shop));
  const without = merge(before, update([], ['web', 'catalog']));
  expect(without.components.map((component) => component.name)).toEqual(['web', 'catalog']);
  expect(merge(without, update([basket], ['basket', 'web'])).components.map(({ name }) => name)).toEqual([
    'basket',
    'web',
  ]);
});

test('components that change places keep their identity', () => {
  const before = merge(null, update(shop));
  const turned = merge(before, update([], [...names].reverse()));
  expect(turned.components).toHaveLength(4);
  for (const component of before.components) assert.ok(turned.components.includes(component));
});

test('whatever the updates, the last word on each component is what is shown', () => {
  const change = fc.record({ at: fc.nat(3), state: fc.constantFrom('cloning', 'ready', 'failed') });
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 6 }), (updates) => {
      let snapshot = merge(null, update(shop));
      const said = new Map<string, string>(shop.map(({ name, mirror }) => [name, mirror.state]));
      for (const changes of updates) {
        const changed = changes.map(({ at, state }) => ({
          ...copy(shop[at]!),
          mirror: { ...shop[at]!.mirror, state } as const,
        }));
        for (const { name, mirror } of changed) said.set(name, mirror.state);
        const before = snapshot;
        snapshot = merge(before, update(changed));
        for (const [at, component] of snapshot.components.entries()) {
          assert.equal(component.mirror.state, said.get(component.name));
          const same = before.components[at]?.mirror.state === component.mirror.state;
          assert.equal(component === before.components[at], same);
        }
      }
    }),
    { numRuns: 40 },
  );
});

test('an update says that the engine is live, and leaves settings alone', () => {
  const mirror = createMirror({ connection: 'restarting' });
  applyUpdate(mirror, update(shop));
  expect(mirror.getState().connection).toBe('live');
  expect(mirror.getState().snapshot?.workspace.name).toBe('Corner shop');
  expect(mirror.getState().settings).toBeNull();
});
