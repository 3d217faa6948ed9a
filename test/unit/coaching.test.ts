import { expect, test } from '@playwright/test';
import { commitSchema, type Commit } from '../../contract/commit';
import type { Draft } from '../../contract/entry';
import { done } from '../../contract/failure';
import { coachingText } from '../../contract/words/coaching';
import { coach } from '../../main/release/board/coaching';
import { candidateOf, type Asking } from '../../main/release/gap-facts';
import { gateWords, waitText } from '../../renderer/board/gate-words';
import { catalog, web } from '../../renderer/gallery/fixtures/corner-shop';
import { staging } from '../../renderer/gallery/fixtures/stages';
import { claimed, sending, signed, verdict } from '../support/entries';
import { makeWorld, openRig } from '../support/release-rig';

/** A straight history: change number n. */
const at = (n: number): Commit => commitSchema.parse(String(n).padStart(4, '0').repeat(10));

/** A component whose promotions carried so many changes each, with its newest candidate so many changes ahead. */
const asked = async (sizes: readonly number[], ahead: number, turnedDown: readonly number[] = []) => {
  const world = makeWorld();
  world.running = at(0);
  const past = sizes.flatMap((changes, i) => [
    claimed(i + 1, at(0), { changes }),
    sending(i + 1),
    verdict(i + 1, 'deployed'),
  ]);
  const no = turnedDown.map((n): Draft => ({
    kind: 'rejected',
    environment: 'production',
    component: 'catalog',
    commit: at(n),
    reason: 'no',
  }));
  world.entries.push(...signed([...past, ...no]));
  const session = await openRig(world);
  const all = Array.from({ length: 2101 }, (_none, n) => at(n));
  const number = (commit: Commit | null): number => (commit === null ? -1 : Number(commit.slice(0, 4)));
  const history: typeof session.ports.history = {
    ...session.ports.history,
    counts: async (_component, ranges) => done(ranges.map(({ from, to }) => Math.max(0, number(to) - number(from)))),
    candidates: async (_component, { from, to }, limit) =>
      done(
        all
          .slice(number(from) + 1, number(to) + 1)
          .reverse()
          .slice(0, limit)
          .map((commit) => ({ commit, version: null, at: null, subject: '' })),
      ),
  };
  const [component] = session.workspace.components;
  const target = component?.targets[0];
  if (!component || !target) throw new Error('the rig has one');
  const asking: Asking = { session: { ...session, ports: { ...session.ports, history } }, component, problem: null };
  const candidate = candidateOf(session.ports.identity, component.name, { commit: at(ahead), version: null });
  const gap = { candidate, ahead, behind: 0, lost: 0, oldest: null, migrations: null };
  const coaching = await coach(asking, target, gap, at(0));
  const smaller = coaching?.smaller ?? null;
  return coaching && { usual: coaching.usual, smaller: smaller === 'unknown' ? smaller : (smaller?.ahead ?? null) };
};

const tenSmall = [1, 2, 3, 1, 2, 3, 1, 2, 3, 3];

test('a promotion that is large for its component names the largest usual step that may go now', async () => {
  expect(await asked(tenSmall, 20)).toEqual({ usual: 3, smaller: 3 });
  expect(await asked(tenSmall, 40)).toEqual({ usual: 3, smaller: 3 });
});

test('a step that may not go is passed over, and where none may go none is named', async () => {
  expect(await asked(tenSmall, 20, [3])).toEqual({ usual: 3, smaller: 2 });
  expect(await asked(tenSmall, 20, [3, 2, 1])).toEqual({ usual: 3, smaller: null });
});

test('the small steps are found at the far end of a long list, and nothing is claimed of a list that was cut off', async () => {
  expect(await asked(tenSmall, 1500)).toEqual({ usual: 3, smaller: 3 });
  expect(await asked(tenSmall, 2050)).toEqual({ usual: 3, smaller: 'unknown' });
});

test('a usual promotion and a component with little history are told nothing', async () => {
  expect(await asked(tenSmall, 4)).toBeNull();
  expect(await asked(tenSmall.slice(0, 7), 40)).toBeNull();
  expect(
    await asked(
      tenSmall.map(() => 20),
      20,
    ),
  ).toBeNull();
});

test('the board says large beside what waits, and the button says what smaller step there is', () => {
  const [, , gap] = catalog.gaps;
  const large = web.gaps[3];
  if (!gap || !large?.coaching) throw new Error('the fixtures have both');
  expect(waitText(large)).toBe('21 wait · large');
  expect(waitText(gap)).toBe('12 wait');
  const words = gateWords('catalog', { ...gap, coaching: large.coaching }, staging);
  expect(words.description).toContain(
    'Large for catalog: a promotion usually carries at most 6 changes. v4.0.1 would be a smaller step: 5 changes.',
  );
  expect(coachingText('web', { usual: 1, smaller: null })).toBe(
    'Large for web: a promotion usually carries at most 1 change. No smaller step is ready.',
  );
});
