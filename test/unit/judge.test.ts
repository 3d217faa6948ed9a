import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import type { Draft } from '../../contract/entry';
import { explain } from '../../contract/explain';
import { done } from '../../contract/failure';
import type { Judgement } from '../../contract/insights';
import { allEvidenceText, judgementText } from '../../contract/words/bag';
import { componentHistory } from '../../main/release/board/component-history';
import { fold } from '../../main/release/record/fold';
import { brownPaperBags } from '../../main/release/insights/brown-paper-bags';
import type { DeploymentFact } from '../../main/release/insights/deployment-fact';
import { dora } from '../../main/release/insights/dora';
import { judge } from '../../main/release/insights/judge';
import { readBag } from '../../main/release/insights/read-bags';
import { judgementsIn } from '../../main/release/insights/read-facts';
import { readInsights } from '../../main/release/insights/read-insights';
import { ana, claimed, commit, deployed, sending, signed, uuid, verdict } from '../support/entries';
import { makeWorld, newCommit, oldCommit, openRig } from '../support/release-rig';

/** One that went out and was rolled back, one that was not deployed, and one that is on its way. */
const world = () => {
  const made = makeWorld();
  const undone = deployed(3, oldCommit, 'passed', { cause: 'rollback', from: newCommit });
  const failed = [claimed(4, newCommit), sending(4), verdict(4, 'not-deployed')];
  made.entries.push(
    ...signed([...deployed(1, oldCommit), ...deployed(2, newCommit), ...undone, ...failed, claimed(5, newCommit)]),
  );
  return made;
};
const say = (n: number, judgement: Judgement, reason = '') => ({ deployment: uuid(n), judgement, reason });
const quarter = { stage: null, component: null, days: 90 };

test('what a person says goes on record, and decides whether the figures count it; it stays reachable', async () => {
  const session = await openRig(world());
  const read = async () => {
    const insights = await readInsights(session, quarter);
    assert.ok(insights.ok);
    const { dora: figures, bags, dismissed } = insights.value;
    const ids = (all: typeof bags): readonly string[] => all.map((bag) => bag.deployment);
    return [figures.changeFailRate.value, ids(bags), ids(dismissed)];
  };
  expect(await read()).toEqual([1 / 3, [uuid(2)], []]);
  expect(await judge(session, say(2, 'dismissed', ' a rehearsal '))).toEqual(done(null));
  expect(await read()).toEqual([0, [], [uuid(2)]]);
  expect(await judge(session, say(2, 'confirmed'))).toEqual(done(null));
  expect(await judge(session, say(1, 'confirmed', 'orders were lost'))).toEqual(done(null));
  expect(await read()).toEqual([2 / 3, [uuid(2), uuid(1)], []]);
  // Nothing marks it any more, and it can still be said that it was one.
  expect(await judge(session, say(1, 'dismissed', 'they were not'))).toEqual(done(null));
  expect(await read()).toEqual([1 / 3, [uuid(2)], [uuid(1)]]);
});

test('to dismiss takes a reason, and what did not go out is not judged', async () => {
  const made = world();
  const session = await openRig(made);
  const before = made.entries.length;
  const missing = await judge(session, say(2, 'dismissed', ' '));
  expect(missing).toMatchObject({ ok: false, failure: { kind: 'reason-missing' } });
  assert.ok(!missing.ok);
  expect(explain(missing.failure).next).toBe('Say why in a few words.');
  for (const n of [4, 5])
    expect(await judge(session, say(n, 'confirmed'))).toMatchObject({ failure: { kind: 'never-went-out' } });
  expect(await judge(session, say(77, 'confirmed'))).toMatchObject({ failure: { kind: 'no-such' } });
  expect(made.entries).toHaveLength(before);
});

test('said again it is said once; another reason is another word', async () => {
  const made = world();
  const session = await openRig(made);
  for (const reason of ['orders were lost', 'orders were lost', '', 'carts too'])
    expect(await judge(session, say(2, 'confirmed', reason))).toEqual(done(null));
  const judged = made.entries.flatMap((entry) => (entry.kind === 'judged' ? [entry.reason] : []));
  expect(judged).toEqual(['orders were lost', 'carts too']);
});

test('a deployment says what mended it and who judged it; one that nothing and nobody marked says nothing', async () => {
  const session = await openRig(world());
  expect(await readBag(session, uuid(1))).toEqual(done(null));
  expect(await readBag(session, uuid(77))).toMatchObject({ failure: { kind: 'no-such' } });
  const marked = async (n: number) => {
    const bag = await readBag(session, uuid(n));
    assert.ok(bag.ok && bag.value);
    return [allEvidenceText(bag.value), judgementText(bag.value)];
  };
  expect(await marked(2)).toEqual(['rolled back', null]);
  await judge(session, say(2, 'dismissed', 'a rehearsal'));
  await judge(session, say(1, 'confirmed'));
  expect(await marked(2)).toEqual(['rolled back', `dismissed by ${ana.name}: a rehearsal`]);
  expect(await marked(1)).toEqual(['a person said so', `confirmed by ${ana.name}`]);
});

test('the history of a component marks what the figures count, and nothing else', async () => {
  const session = await openRig(world());
  const marks = async () => {
    const history = await componentHistory(session, 'catalog');
    assert.ok(history.ok);
    return history.value.bags.map((bag) => bag.deployment);
  };
  expect(await marks()).toEqual([uuid(2)]);
  await judge(session, say(2, 'dismissed', 'a rehearsal'));
  expect(await marks()).toEqual([]);
});

const span = { from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' };
const someFact = fc.record({
  gapHours: fc.integer({ min: 1, max: 36 }),
  rollback: fc.boolean(),
  verification: fc.constantFrom('passed' as const, 'failed' as const, null),
});

/** Deployments one after another; a rollback leaves what ran before it. */
const built = (
  steps: readonly { gapHours: number; rollback: boolean; verification: DeploymentFact['verification'] }[],
) => {
  let ms = Date.parse(span.from);
  return steps.map(({ gapHours, rollback, verification }, i): DeploymentFact => {
    ms += gapHours * 3_600_000;
    return {
      id: uuid(i), component: 'catalog', at: new Date(ms).toISOString(), from: commit((i - 1 + 16).toString(16).slice(-1)), commit: commit((i % 16).toString(16)),
      version: null, by: ana, cause: rollback ? 'rollback' : 'promotion', verification, incident: false, changes: [],
    }; // oxfmt-ignore
  });
};

test('with every mark dismissed only failed verifications are left in the change fail rate', () => {
  let marked = 0;
  fc.assert(
    fc.property(fc.array(someFact, { maxLength: 15 }), (steps) => {
      const facts = built(steps);
      const bags = brownPaperBags(facts);
      const dismissed = new Map(bags.map((bag) => [bag.deployment, 'dismissed'] as const));
      marked += bags.length;
      const { value, of } = dora(facts, brownPaperBags(facts, dismissed), span).changeFailRate;
      const failed = facts.filter((fact) => fact.verification === 'failed' && !dismissed.has(fact.id)).length;
      assert.equal(of, facts.length);
      assert.equal(value, of === 0 ? null : failed / of);
    }),
    { numRuns: 400 },
  );
  expect(marked).toBeGreaterThan(50);
});

test('however often a deployment is judged, the last word counts', () => {
  const word = fc.record({ n: fc.nat(3), judgement: fc.constantFrom('confirmed' as const, 'dismissed' as const) });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 20 }), (words) => {
      const drafts = words.map(({ n, judgement }): Draft => ({ environment: 'production', component: 'catalog', kind: 'judged', ...say(n, judgement) })); // oxfmt-ignore
      const said = judgementsIn(fold(signed(drafts)));
      const facts = built(Array.from({ length: 4 }, () => ({ gapHours: 100, rollback: false, verification: 'passed' }))); // oxfmt-ignore
      const last = [0, 1, 2, 3].map((n) => words.filter((one) => one.n === n).at(-1)?.judgement);
      assert.deepEqual([0, 1, 2, 3].map((n) => said.get(uuid(n))), last); // oxfmt-ignore
      const failed = last.filter((judgement) => judgement === 'confirmed').length;
      assert.equal(dora(facts, brownPaperBags(facts, said), span).changeFailRate.value, failed / 4);
    }),
  );
});
