import { expect, test } from '@playwright/test';
import type { DeploymentEvent } from '../../contract/deployment';
import { done, failed, type Result } from '../../contract/failure';
import {
  cellKey,
  cellName,
  createActs,
  failureOf,
  isPending,
  lineStop,
  withEvent,
} from '../../renderer/acts/acts-store';
import { loseAll } from '../../renderer/acts/perform';
import { createActsOf } from '../../renderer/acts/use-acts';
import type { Client } from '../../renderer/client';
import { fakeClient, told } from '../../renderer/gallery/fake-client';
import { catalog } from '../../renderer/gallery/fixtures/corner-shop';
import { eventsOf } from '../../renderer/gallery/fixtures/deployments';
import { armed, cornerShop, countdown } from '../../renderer/gallery/fixtures/states';
import { createMirror } from '../../renderer/store';

const staging = { component: 'catalog', stage: 'staging' };
/** What the gate before staging names. */
const offered = { ...staging, commit: catalog.gaps[2]!.candidate!.commit };

const rig = (client: Partial<Client>, snapshot = cornerShop) => {
  const store = createActs();
  const acts = createActsOf(fakeClient(client), createMirror({ snapshot }), store);
  const act = (cell = staging) => store.getState()[cellKey(cell)] ?? null;
  return { store, acts, act };
};

test('a promotion is of the commit that was shown, and carries what stood in the cell when it was pressed', async () => {
  const inputs: unknown[] = [];
  const { acts, act } = rig({
    promote: (input) => (inputs.push(input), Promise.resolve(told(...eventsOf('deployed')))),
  });
  const shown = catalog.gaps[1]!.candidate!.commit;
  expect(shown).not.toBe(offered.commit);
  await acts.promote({ ...staging, commit: shown });
  expect(inputs).toEqual([
    {
      ...staging,
      promotion: expect.stringMatching(/^[0-9a-f-]{36}$/),
      commit: shown,
      seen: catalog.cells[2]!.running!.commit,
      override: null,
    },
  ]);
  expect(act()?.outcome).toMatchObject({ kind: 'ended', ending: { verdict: 'deployed' } });
});

test('a double click is one click, and the next one is another promotion', async () => {
  const promotions: string[] = [];
  const { acts, act } = rig({
    promote: ({ promotion }) => (promotions.push(promotion), Promise.resolve(told(...eventsOf('deployed')))),
  });
  await Promise.all([acts.promote(offered), acts.promote(offered), acts.rollback(staging)]);
  expect(promotions).toHaveLength(1);
  await acts.promote(offered);
  expect(new Set(promotions).size).toBe(2);
  expect(isPending(act())).toBe(false);
});

test('a refusal stays beside the cell until it is dismissed', async () => {
  const refusal = { kind: 'claim-held', environment: 'staging', by: 'Jon', component: 'web', since: '09:00' } as const;
  const { acts, act } = rig({ adopt: () => Promise.resolve(failed(refusal)) });
  await acts.adopt({ ...staging, reason: 'it is right' });
  expect(failureOf(act())).toEqual(refusal);
  acts.dismiss(staging);
  expect(act()).toBeNull();
});

test('nothing is adopted where nothing runs', async () => {
  const { acts, act } = rig({ adopt: () => Promise.reject(new Error('was asked')) });
  await acts.adopt({ component: 'nobody', stage: 'staging', reason: 'it is right' });
  expect(failureOf(act({ component: 'nobody', stage: 'staging' }))?.kind).toBe('no-such');
});

test('the line can be started before its stop was answered, and a failed stop is forgotten by it', async () => {
  const said: string[] = [];
  let answer: (result: Result<null>) => void = () => undefined;
  const { acts, act } = rig({
    stopLine: () => (said.push('stop'), new Promise((resolve) => (answer = resolve))),
    startLine: () => (said.push('start'), Promise.resolve(done(null))),
  });
  const stopping = acts.stopLine('enough');
  await acts.startLine();
  expect(said).toEqual(['stop', 'start']);
  expect(isPending(act(lineStop))).toBe(true);
  await acts.stopLine('again');
  expect(said).toEqual(['stop', 'start']);
  answer(failed({ kind: 'ledger-contended', ledger: 'releases.git', environment: 'production', tries: 3 }));
  await stopping;
  expect(failureOf(act(lineStop))).not.toBeNull();
  await acts.startLine();
  expect(act(lineStop)).toBeNull();
});

test('a line that breaks is told as lost, never as done', async () => {
  const silent = rig({ promote: () => Promise.resolve(told(...eventsOf('running'))) });
  await silent.acts.promote(offered);
  expect(silent.act()?.outcome).toEqual({ kind: 'lost' });
  const broken = rig({ verify: () => Promise.reject(new Error('closed')) });
  await broken.acts.verify(staging);
  expect(broken.act()?.outcome).toEqual({ kind: 'lost' });
});

test('when the engine goes away, what was pending is lost and what had ended stays', async () => {
  const { acts, act, store } = rig({ promote: () => new Promise(() => undefined) });
  const never = acts.promote(offered);
  await acts.verify({ component: 'web', stage: 'dev' });
  loseAll(store);
  expect(act()?.outcome).toEqual({ kind: 'lost' });
  expect(act({ component: 'web', stage: 'dev' })?.outcome).toEqual({ kind: 'done' });
  void never;
});

test('undo goes to the engine while the promotion is still pending on the cell', async () => {
  const undone: string[] = [];
  const { acts } = rig(
    {
      promote: () => new Promise(() => undefined),
      withdraw: ({ deployment }) => (undone.push(deployment), Promise.resolve({ ok: true, value: null } as const)),
    },
    armed,
  );
  void acts.promote({ ...offered, component: 'countdown', stage: 'production' });
  const { deployment } = countdown.cells[3]!.inFlight!;
  await acts.withdraw(deployment);
  expect(undone).toEqual([deployment]);
});

test('a log that floods pushes out its own beginning, never a phase', () => {
  const log = (text: string): DeploymentEvent => ({ type: 'log', at: '2026-11-22T20:00:00.000Z', text });
  let events: readonly DeploymentEvent[] = eventsOf('running').filter((event) => event.type === 'phase');
  const phases = events.length;
  for (let at = 0; at < 1000; at += 1) events = withEvent(events, log(`${at}`));
  expect(events.filter((event) => event.type === 'phase')).toHaveLength(phases);
  expect(events.at(-1)).toMatchObject({ text: '999' });
  expect(events).toHaveLength(phases + 200);
});

test('a key names its cell, whatever the cell is called', () => {
  const cell = { component: 'a","b', stage: '\\' };
  expect(cellName(cellKey(cell))).toEqual(cell);
});
