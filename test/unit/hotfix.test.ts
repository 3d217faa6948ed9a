import { expect, test } from '@playwright/test';
import type { Commit } from '../../contract/commit';
import type { Draft } from '../../contract/entry';
import { done } from '../../contract/failure';
import { hotfixText, hotfixWord } from '../../contract/words/hotfix';
import { hotfixes } from '../../main/release/board/hotfix';
import { ana, commit, deployed, signed } from '../support/entries';
import { makeWorld, openRig } from '../support/release-rig';

const [old, normal, fix] = [commit('a'), commit('b'), commit('c')];
const stages = ['test', 'staging', 'production'];

interface Told {
  /** What each stage runs now. */
  readonly runs: readonly [Commit, Commit, Commit];
  /** What was deployed to each, oldest first. */
  readonly went: readonly [readonly Commit[], readonly Commit[], readonly Commit[]];
  /** Who has the fix, by id or by patch. */
  readonly have?: readonly Commit[];
}

const owed = async ({ runs, went, have = [] }: Told) => {
  const session = await openRig(makeWorld());
  const [component] = session.workspace.components;
  const [target] = component?.targets ?? [];
  if (!component || !target) throw new Error('the rig has one');
  const entries = (at: number): readonly Draft[] =>
    (went[at] ?? []).flatMap((one, n) => deployed(n + 1, one, 'passed', { environment: stages[at] ?? '' }));
  const ledgers = new Map(
    stages.map((environment, at) => [
      environment,
      { value: { environment, entries: signed(entries(at)), tip: null, readAt: '' }, problem: null },
    ]),
  );
  const has = (place: Commit, of: Commit): boolean => place === of || (of === fix ? have.includes(place) : true);
  const history: typeof session.ports.history = {
    ...session.ports.history,
    contains: async (_component, of, ancestor) => done(has(of, ancestor)),
    lacked: async (_component, { from, to }) => done(from !== null && has(from, to) ? 0 : 1),
  };
  const asking = {
    session: { ...session, readings: { ...session.readings, ledgers }, ports: { ...session.ports, history } },
    component,
    problem: null,
  };
  const targets = stages.map((stage) => ({ ...target, stage, environment: stage }));
  return hotfixes(asking, targets, runs, normal);
};

test('a promotion that skipped stages owes them and mainline what it brought, since when and by whom', async () => {
  const found = await owed({ runs: [normal, normal, fix], went: [[normal], [normal], [old, fix]] });
  expect([...found.keys()]).toEqual(['production']);
  const debt = found.get('production');
  expect(debt).toMatchObject({ missing: ['test', 'staging', 'mainline'], changes: 1, by: ana });
  expect(debt && hotfixText(debt)).toBe(
    'Ana brought 1 change here past other stages; test, staging and mainline still lack it. Merge or pick it into mainline, and promote that stage by stage.',
  );
});

test('it is said in a few words what it owes, and in full what pays it', () => {
  const words = (...missing: readonly string[]): readonly string[] => {
    const debt = { missing, changes: 2, by: ana, since: '2026-11-20T10:00:00Z' };
    return [hotfixWord(debt), hotfixText(debt).replace(/^.*stages; /, '')];
  };
  expect(words('staging')).toEqual([
    'hotfix: staging',
    'staging still lacks them. Mainline has them: promote that stage by stage.',
  ]);
  expect(words('test', 'staging')[0]).toBe('hotfix: 2 stages');
  expect(words('mainline')).toEqual([
    'hotfix: mainline',
    'mainline still lacks them. Merge or pick them into mainline, and promote that stage by stage.',
  ]);
  expect(words('staging', 'mainline')[0]).toBe('hotfix: mainline and staging');
  expect(words('dev', 'test', 'staging', 'mainline')[0]).toBe('hotfix: mainline and 3 stages');
});

test('it is paid once all of them have it, under whatever id', async () => {
  const went: Told['went'] = [[normal], [normal], [fix]];
  expect((await owed({ runs: [normal, normal, fix], went, have: [normal] })).size).toBe(0);
});

test('a stage that had it and was rolled back owes nothing, and what flowed through every stage is no hotfix', async () => {
  expect((await owed({ runs: [old, old, fix], went: [[fix], [fix], [fix]] })).size).toBe(0);
  const skippedOne = await owed({ runs: [old, normal, fix], went: [[fix], [], [fix]] });
  expect(skippedOne.get('production')?.missing).toEqual(['staging', 'mainline']);
});

test('what somebody else brought there, unrecorded, is drift and not a hotfix', async () => {
  expect((await owed({ runs: [normal, normal, fix], went: [[normal], [normal], [old]] })).size).toBe(0);
});
