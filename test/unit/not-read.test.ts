import { expect, test } from '@playwright/test';
import { failed } from '../../contract/failure';
import type { Component } from '../../contract/workspace';
import { compare } from '../../main/release/board/compare';
import { componentFacts } from '../../main/release/board/component-facts';
import { componentView } from '../../main/release/board/component-view';
import { readInsights } from '../../main/release/insights/read-insights';
import { noReadings } from '../../main/release/readings';
import { readRotation } from '../../main/release/rotation/read-rotation';
import type { Session } from '../../main/release/session';
import { lost, makeWorld, openRig } from '../support/release-rig';

const asked = { stage: null, days: 30, component: null };
const opened = async (): Promise<Session> => openRig(makeWorld());

test('before the ledger is read there are no figures and no turns, not noughts', async () => {
  const session = { ...(await opened()), readings: noReadings };
  const notRead = failed({ kind: 'not-read', what: 'The ledger of production' });
  expect(await readInsights(session, asked)).toEqual(notRead);
  expect(await readRotation(session)).toEqual(notRead);
});

test('a ledger that can’t be read says why', async () => {
  const session = await opened();
  const ledgers = new Map([['production', { value: null, problem: lost }]]);
  const unreadable = { ...session, readings: { ...session.readings, ledgers } };
  expect(await readInsights(unreadable, asked)).toEqual(failed(lost));
  expect(await readRotation(unreadable)).toEqual(failed(lost));
});

test('a component whose mirror or target was not read yet is said to be in nobody’s count', async () => {
  const session = await opened();
  const without = async (part: 'mirrors' | 'observed') => {
    const read = await readRotation({ ...session, readings: { ...session.readings, [part]: new Map() } });
    return read.ok ? read.value.unread : null;
  };
  expect(await without('mirrors')).toEqual([
    { component: 'catalog', failure: { kind: 'not-read', what: 'The mirror of catalog' } },
  ]);
  expect(await without('observed')).toEqual([
    { component: 'catalog', failure: { kind: 'not-read', what: 'What catalog runs in production' } },
  ]);
});

/** A component with a checks source, of which this was read. */
const withChecks = async (checks: Session['readings']['checks']) => {
  const session = await opened();
  const [own] = session.workspace.components;
  if (!own) throw new Error('the rig has one');
  const component: Component = {
    ...own,
    checks: { kind: 'command-results', run: ['true'], within: '5s', required: [] },
  };
  const workspace = { ...session.workspace, components: [component] };
  return { component, session: { ...session, workspace, readings: { ...session.readings, checks } } };
};

test('how many changes passed their checks is unknown until the checks are read, and nought once none of them passed', async () => {
  const reached = async (checks: Session['readings']['checks']) => {
    const { component, session } = await withChecks(checks);
    const facts = await componentFacts(session, component);
    if (!facts.ok) throw new Error('the rig has a mirror');
    return componentView(session, component, facts.value).funnel.find(({ step }) => step === 'checked')?.changes;
  };
  expect(await reached(new Map())).toBeNull();
  expect(await reached(new Map([['catalog', { value: null, problem: lost }]]))).toBeNull();
  expect(await reached(new Map([['catalog', { value: new Map(), problem: null }]]))).toBe(0);
});

test('what passed its checks is compared with nothing before the checks are read, and the reason is said', async () => {
  const why = async (checks: Session['readings']['checks']) => {
    const { session } = await withChecks(checks);
    const compared = await compare(session, { from: 'production', to: 'checked', component: null });
    return compared.ok ? compared.value.components.map(({ problem }) => problem) : compared.failure;
  };
  expect(await why(new Map())).toEqual([{ kind: 'not-read', what: 'What of catalog passed its checks' }]);
  expect(await why(new Map([['catalog', { value: null, problem: lost }]]))).toEqual([lost]);
  expect(await why(new Map([['catalog', { value: new Map(), problem: null }]]))).toEqual([null]);
});

test('where none passed its checks there is nothing to promote; before the checks are read that is not said', async () => {
  const first = async (checks: Session['readings']['checks']) => {
    const { component, session } = await withChecks(checks);
    const facts = await componentFacts(session, component);
    if (!facts.ok) throw new Error('the rig has a mirror');
    return componentView(session, component, facts.value).gaps[0]?.objections[0]?.kind;
  };
  expect(await first(new Map())).toBe('unreadable');
  expect(await first(new Map([['catalog', { value: null, problem: lost }]]))).toBe('unreadable');
  expect(await first(new Map([['catalog', { value: new Map(), problem: null }]]))).toBe('no-candidate');
});
