import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import type { Commit } from '../../contract/commit';
import type { Draft } from '../../contract/entry';
import { componentRecord, fold } from '../../main/release/record/fold';
import { ana, candidate, claimed, commit, sending, signed, uuid, verdict } from '../support/entries';

const [a, b] = [commit('a'), commit('b')];
const about = { environment: 'production', component: 'catalog' };
const all = { environment: 'production', component: '' };
const of = (...drafts: readonly Draft[]) => fold(signed(drafts));
const minute = (n: number): string => `2026-11-01T10:0${n}:00.000Z`;
const noted = (n: number, reason: string) => ({ by: ana, at: minute(n), reason });

const stop = (reason: string): Draft => ({ ...all, kind: 'line-stopped', reason });
const start: Draft = { ...all, kind: 'line-started', reason: 'mended' };

test('the line is stopped by the first who says so, and runs when it is started', () => {
  expect(of().line).toBeNull();
  expect(of(stop('disk full'), stop('me too')).line).toEqual(noted(0, 'disk full'));
  expect(of(stop('disk full'), start).line).toBeNull();
  expect(of(start, stop('again')).line).toEqual(noted(1, 'again'));
});

test('of what people say of a brown paper bag the last word counts', () => {
  const judged = (judgement: 'confirmed' | 'dismissed', reason = ''): Draft => ({ ...about, kind: 'judged', deployment: uuid(1), judgement, reason }); // oxfmt-ignore
  expect(of(judged('confirmed'), judged('dismissed', 'planned')).judged).toEqual(
    new Map([[uuid(1), { ...noted(1, 'planned'), judgement: 'dismissed' }]]),
  );
});

const opened = (n: number, title = 'orders fail'): Draft => ({ ...about, kind: 'incident-opened', incident: uuid(n), deployment: uuid(1), title }); // oxfmt-ignore
const closed = (n: number, text: string): Draft => ({ ...about, kind: 'incident-closed', incident: uuid(n), fix: { kind: 'check', text } }); // oxfmt-ignore

test('an incident is open until its permanent fix is named, and is closed by the first one', () => {
  const incident = { id: uuid(7), ...about, deployment: uuid(1), opened: noted(0, 'orders fail') };
  expect([...of(opened(7), opened(7, 'twice')).incidents.values()]).toEqual([{ ...incident, closed: null }]);
  const fix = { by: ana, at: minute(1), fix: { kind: 'check', text: 'places an order' } };
  const both = of(opened(7), closed(7, 'places an order'), closed(7, 'no, mine'), opened(7, 'again'));
  expect([...both.incidents.values()]).toEqual([{ ...incident, closed: fix }]);
  expect(of(closed(7, 'of nothing')).incidents.size).toBe(0);
});

const checked = (component: string, of: Commit, result: 'passed' | 'failed', name = 'acceptance'): Draft => ({ ...about, component, kind: 'checked', commit: of, name, result, url: null, cases: null }); // oxfmt-ignore

test('of a check that CI told twice of a commit the last counts; each component, commit and name has its own', () => {
  const told = of(checked('catalog', a, 'failed'), checked('catalog', b, 'failed'), checked('basket', a, 'failed'), checked('catalog', a, 'passed'), checked('catalog', a, 'failed', 'load')); // oxfmt-ignore
  const words = [...told.checks].map(([component, own]) => [component, [...own.values()].map((c) => [c.commit, c.name, c.result])]); // oxfmt-ignore
  expect(words).toEqual([
    ['catalog', [[a, 'acceptance', 'passed'], [b, 'acceptance', 'failed'], [a, 'load', 'failed']]], // oxfmt-ignore
    ['basket', [[a, 'acceptance', 'failed']]],
  ]);
});

test('a note for the next person stands until another, or an empty one, is left', () => {
  const left = (note: string): Draft => ({ ...all, kind: 'handed-over', note });
  expect(of(left('mind the certificate'), left('it is renewed')).handOver).toEqual(noted(1, 'it is renewed'));
  expect(of(left('mind the certificate'), left(' ')).handOver).toBeNull();
});

test('an approval is used up by the deployment that is sent with it, however that ends, and by no other', () => {
  const approved = (c = a, stage = 'production'): Draft => ({ ...about, kind: 'approved', candidate: candidate(c).id, stage, from: b }); // oxfmt-ignore
  const left = (...drafts: readonly Draft[]) => componentRecord(of(...drafts), 'catalog').approvals.length;
  expect(left(approved(), claimed(1, a))).toBe(1);
  expect(left(approved(), claimed(1, a), sending(1))).toBe(0);
  expect(left(approved(), claimed(1, a), sending(1), verdict(1, 'not-deployed'))).toBe(0);
  expect(left(approved(), claimed(1, b), sending(1))).toBe(1);
  expect(left(approved(a, 'staging'), claimed(1, a), sending(1))).toBe(1);
  expect(left(approved(), claimed(1, a), sending(1), verdict(1, 'not-deployed'), approved())).toBe(1);
});

const release = (letter: string): string => letter.repeat(64);
const cut = (letter: string, name: string): Draft => ({ ...all, kind: 'cut', release: release(letter), name, stage: 'staging', set: [candidate(a)] }); // oxfmt-ignore

test('a release is what was cut first of its set; releases stand in the order they were cut', () => {
  const { cuts } = of(cut('1', 'Thursday'), cut('2', 'Friday'), cut('1', 'Thursday again'));
  expect([...cuts].map(([id, { name, at }]) => [id, name, at])).toEqual([
    [release('1'), 'Thursday', minute(0)],
    [release('2'), 'Friday', minute(1)],
  ]);
});

test('a box is signed by the first who does, each release and each box for itself', () => {
  const sign = (letter: string, box: string, note: string): Draft => ({ ...all, kind: 'signed-off', release: release(letter), box, note }); // oxfmt-ignore
  const { signOffs } = of(
    sign('1', 'Client', 'as shown'),
    sign('1', 'Client', 'me too'),
    sign('1', 'Support', ''),
    sign('2', 'Client', 'fine'),
  );
  expect(signOffs).toEqual(
    new Map([
      [release('1'), new Map([['Client', noted(0, 'as shown')], ['Support', noted(2, '')]])],
      [release('2'), new Map([['Client', noted(3, 'fine')]])],
    ]),
  ); // oxfmt-ignore
});

test('of the notes of a release the last ones count', () => {
  const edit = (letter: string, notes: string): Draft => ({ ...all, kind: 'release-notes', release: release(letter), notes }); // oxfmt-ignore
  expect(of(edit('1', 'first'), edit('2', 'other'), edit('1', 'second')).notes).toEqual(
    new Map([
      [release('1'), noted(2, 'second')],
      [release('2'), noted(1, 'other')],
    ]),
  );
});

test('what is said of the whole touches no component, whatever the order', () => {
  const steps = [claimed(1, a), sending(1), verdict(1, 'deployed')];
  const words = [stop('x'), start, opened(7), closed(7, 'y')];
  fc.assert(
    fc.property(fc.array(fc.nat(steps.length), { minLength: words.length, maxLength: words.length }), (places) => {
      const mixed: Draft[] = [...steps];
      words.forEach((word, i) => mixed.splice(Math.min(places[i] ?? 0, mixed.length), 0, word));
      const { deployments } = componentRecord(of(...mixed), 'catalog');
      assert.deepEqual(
        deployments.map((one) => one.state),
        ['deployed'],
      );
    }),
  );
});
