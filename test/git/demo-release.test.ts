import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import type { Ending } from '../../contract/deployment';
import type { Result } from '../../contract/failure';
import type { Cell, ComponentView, Gap, Snapshot } from '../../contract/snapshot';
import type { Engine } from '../../main/api/engine';
import { createTerminalHost } from '../../main/cli/terminal-host';
import type { Service } from '../../main/demo/shop/ports';
import { eventsOf } from '../../main/release/deployment/live';
import { promote } from '../../main/release/deployment/promote';
import { rollback } from '../../main/release/deployment/rollback';
import type { Live, Session } from '../../main/release/session';
import { createEngine } from '../../main/workspace-engine';
import { engineScripts } from '../support/engine-scripts';
import { openMachine, type DemoMachine } from '../support/demo-machine';

let machine: DemoMachine;
let engine: Engine;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  machine = await openMachine();
  const demo = await machine.build();
  engine = await createEngine({
    file: demo.file,
    data: machine.data,
    scripts: await engineScripts(),
    host: createTerminalHost({}, 'test'),
    live: false,
  });
});
test.afterAll(async () => {
  await engine.close();
  await machine.end();
});

const look = async (): Promise<Snapshot> => {
  expect(await engine.refresh()).toMatchObject({ ok: true });
  return engine.feed.last()!;
};
const view = (snapshot: Snapshot, component: Service): ComponentView =>
  snapshot.components.find((c) => c.name === component)!;
const cell = (snapshot: Snapshot, component: Service, stage: string): Cell =>
  view(snapshot, component).cells.find((c) => c.stage === stage)!;
const gap = (snapshot: Snapshot, component: Service, to: string): Gap =>
  view(snapshot, component).gaps.find((g) => g.to === to)!;
const objections = (snapshot: Snapshot, component: Service, to: string): string[] =>
  gap(snapshot, component, to).objections.map((o) => o.kind);

const session = (): Session => {
  const open = engine.session();
  if (!open.ok) throw new Error(JSON.stringify(open.failure));
  return open.value;
};
const follow = async (begun: Result<Live>): Promise<Ending> => {
  if (!begun.ok) throw new Error(JSON.stringify(begun.failure, null, 2));
  for await (const event of eventsOf(begun.value, session().signal)) if (event.type === 'ended') return event.ending;
  throw new Error('it never ended');
};
const promoteNext = async (component: Service, stage: string): Promise<Ending> => {
  const snapshot = await look();
  const { commit } = gap(snapshot, component, stage).candidate!;
  const seen = cell(snapshot, component, stage).running!.commit;
  return follow(
    await promote(session(), { component, stage, promotion: randomUUID(), commit, seen, override: null, now: true }),
  );
};

test('at first sight the board tells five stories', async () => {
  const snapshot = await look();
  expect(snapshot.problems).toEqual([]);
  expect(snapshot.trust.state).toBe('trusted');

  expect(objections(snapshot, 'catalog', 'production')).toEqual([]);
  expect(gap(snapshot, 'catalog', 'production')).toMatchObject({ ahead: 4, behind: 0, migrations: 1 });
  expect(objections(snapshot, 'catalog', 'staging')).toEqual([]);

  expect(objections(snapshot, 'web', 'staging')).toContain('faulty');
  expect(cell(snapshot, 'web', 'test').verification).toMatchObject({ outcome: 'failed', scope: 'component' });

  const drifted = snapshot.components.flatMap((c) =>
    c.cells.filter((one) => one.drifted).map((one) => [c.name, one.stage]),
  );
  expect(drifted).toEqual([['basket', 'dev']]);

  expect(gap(snapshot, 'web', 'production')).toMatchObject({ behind: 1 });
  expect(objections(snapshot, 'web', 'production')).toEqual(['diverged']);

  expect(objections(snapshot, 'checkout', 'production')).toEqual([]);
  expect(cell(snapshot, 'checkout', 'staging').verification.outcome).toBe('passed');
});

test('nothing goes to dev by itself at first sight: what waits there is stopped', async () => {
  const snapshot = await look();
  for (const component of ['catalog', 'basket', 'checkout', 'web'] as const)
    expect(objections(snapshot, component, 'dev'), component).not.toEqual([]);
});

test('every funnel narrows from the mouth to production', async () => {
  for (const { name, funnel } of (await look()).components) {
    const counts = funnel.map((step) => step.changes!);
    // The web’s production is the hotfix, which is no part of what came before it.
    const main = name === 'web' ? counts.slice(0, -1) : counts;
    expect(main, name).toEqual([...main].sort((a, b) => b - a));
    expect(counts[0], name).toBeGreaterThan(counts.at(-1)!);
  }
});

test('the sets in test, staging and production were verified together', async () => {
  const states = (await look()).system.map((step) => step.set?.state ?? null);
  expect(states).toEqual([null, null, null, 'verified', 'verified', 'verified']);
});

test('catalog goes to staging and is verified there', async () => {
  expect(await promoteNext('catalog', 'staging')).toMatchObject({ verdict: 'deployed', verification: 'passed' });
});

test('the faulty one goes to production, is found out by an order, and one rollback brings the old one back', async () => {
  const before = cell(await look(), 'checkout', 'production').running!.commit;
  expect(await promoteNext('checkout', 'production')).toMatchObject({ verdict: 'deployed', verification: 'failed' });

  const bad = cell(await look(), 'checkout', 'production');
  expect(bad.faulty).toBe(true);
  expect(bad.verification.results.map((r) => r.text).join('\n')).toContain('the total is whole cents');
  expect(bad.rollback).toMatchObject({ to: { commit: before }, undoes: 4, objections: [] });

  const back = await rollback(session(), {
    component: 'checkout', stage: 'production', promotion: randomUUID(), seen: bad.running!.commit, reason: '', now: true,
  }); // oxfmt-ignore
  expect(await follow(back)).toMatchObject({ verdict: 'deployed', verification: 'passed' });
  const good = await look();
  expect(cell(good, 'checkout', 'production')).toMatchObject({ running: { commit: before }, faulty: false });
  expect(cell(good, 'checkout', 'production').hold).not.toBeNull();
  expect(objections(good, 'checkout', 'production')).toContain('rejected');
});
