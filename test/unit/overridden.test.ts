import { expect, test } from '@playwright/test';
import type { Draft } from '../../contract/entry';
import { overriddenText } from '../../contract/words/overridden';
import { componentRecord, fold } from '../../main/release/record/fold';
import { overriddenIn } from '../../main/release/record/overridden';
import { ana, candidate, claimed, commit, deployed, sending, signed, verdict } from '../support/entries';

const [a, b, c] = [commit('a'), commit('b'), commit('c')];
const said = (...drafts: readonly (readonly Draft[])[]) =>
  overriddenIn(componentRecord(fold(signed(drafts.flat())), 'catalog'));
const over = { overrides: ['frozen', 'late'], reason: 'the shop is down' };

test('what a promotion went over is said with who and why, until the next one that went over nothing', () => {
  const anyway = deployed(1, b, 'passed', over);
  expect(said(anyway)).toMatchObject({ by: ana, rules: ['frozen', 'late'], candidate: candidate(b) });
  expect(overriddenText(said(anyway)!)).toBe('Ana promoted bbbbbbb against “frozen”, “late”: the shop is down');
  expect(said(anyway, deployed(2, c))).toBeNull();
});

test('a rollback or a promotion that did not go out leaves it said', () => {
  const anyway = deployed(1, b, 'passed', over);
  expect(said(anyway, deployed(2, a, 'passed', { cause: 'rollback' }))).not.toBeNull();
  expect(said(anyway, [claimed(2, c), sending(2), verdict(2, 'not-deployed')])).not.toBeNull();
});

test('what went over rules and did not go out is not said, nor what went over none', () => {
  expect(said([claimed(1, b, over), sending(1), verdict(1, 'not-deployed')])).toBeNull();
  expect(said(deployed(1, b))).toBeNull();
  expect(said()).toBeNull();
});
