import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import type { Entry } from '../../contract/entry';
import { emptyBranch, extend } from '../../main/ledger/branch';
import { messageOf } from '../../main/ledger/entry-message';
import { fold } from '../../main/release/record/fold';
import { ana, commit, deployed, signed, uuid } from '../support/entries';

const entry = (n: number): Entry => ({
  format: 1,
  kind: 'held',
  id: uuid(n),
  at: '2026-11-01T10:00:00.000Z',
  by: ana,
  machine: 'desk',
  environment: 'dev',
  component: 'catalog',
  reason: String(n),
});
const messages = Array.from({ length: 40 }, (_, n) => messageOf(entry(n)));

/** Which state so far is extended, and by which entries; entries repeat. */
const steps = fc.array(fc.tuple(fc.nat(30), fc.array(fc.nat(messages.length - 1), { maxLength: 5 })), {
  minLength: 1,
  maxLength: 30,
});

test('a branch says what was put on it, whatever else was put on what it grew from', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const states = [emptyBranch];
      const wanted: (readonly number[])[] = [[]];
      for (const [from, added] of all) {
        const at = from % states.length;
        const before = states[at] ?? emptyBranch;
        states.push(
          extend(
            before,
            'dev',
            'tip',
            added.map((n) => messages[n] ?? ''),
          ),
        );
        wanted.push([...new Set([...(wanted[at] ?? []), ...added])]);
      }
      // Read last, when all have grown.
      states.forEach((state, at) => {
        expect(state.entries.map((e) => ('reason' in e ? Number(e.reason) : -1))).toEqual(wanted[at]);
        expect(state.entries).toBe(state.entries);
      });
    }),
  );
});

test('commits of another environment, repeated ones and what is no entry are counted, and are not entries', () => {
  const other = messageOf({ ...entry(1), environment: 'production' });
  const state = extend(emptyBranch, 'dev', 'a', [messages[0] ?? '', other, messages[0] ?? '', 'hello']);
  expect(state).toMatchObject({ skipped: 3, tip: 'a' });
  expect(extend(state, 'dev', 'b', [messages[0] ?? '', messages[1] ?? ''])).toMatchObject({ skipped: 4, tip: 'b' });
});

// Quadratic, this would not end within the test's time.
test('a hundred thousand entries that come one at a time are read as they come', () => {
  let state = emptyBranch;
  for (let n = 0; n < 100_000; n++) state = extend(state, 'dev', String(n), [messageOf(entry(n))]);
  expect(state.entries).toHaveLength(100_000);
  expect(new Set(state.entries.map((e) => e.id)).size).toBe(100_000);
});

test('a ledger of two hundred thousand entries is folded as it is read', () => {
  const drafts = Array.from({ length: 50_000 }, (_, n) => deployed(n, commit('abcdef'[n % 6] ?? 'a'))).flat();
  const { components, verifications } = fold(signed(drafts));
  expect(components.get('catalog')?.deployments).toHaveLength(50_000);
  expect(components.get('catalog')?.recorded?.deployment).toBe(uuid(49_999));
  expect(verifications).toHaveLength(50_000);
});
