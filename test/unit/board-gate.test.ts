import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { rules } from '../../contract/objection-rules';
import type { Objection } from '../../contract/promotion-facts';
import { gateWords, rollbackText, waitText } from '../../renderer/board/gate-words';
import { basket, catalog, checkout } from '../../renderer/gallery/fixtures/corner-shop';
import { production, staging } from '../../renderer/gallery/fixtures/stages';

const gap = catalog.gaps[2]!;
const objection = (kind: Objection['kind'], text: string): Objection => ({ kind, text, lifts: '', overridable: false });

test('the button says what goes where and how much', () => {
  const words = gateWords('catalog', gap, staging);
  expect(words.open).toBe(true);
  expect(words.short).toBe('Promote 12');
  expect(words.long).toBe('Promote v2.30.2 → staging · 12 changes');
  expect(words.description).toBe('Promote catalog v2.30.2 to staging, 12 changes, 2 migrations.');
});

test('a protected stage says how long Undo is there', () => {
  expect(gateWords('checkout', checkout.gaps[3]!, production).description).toContain('5 s to undo');
});

test('a button that may not promote says the first objection', () => {
  const shut = {
    ...gap,
    objections: [objection('held', 'staging is held by Mira: vouchers'), objection('batch', 'b')],
  };
  const words = gateWords('catalog', shut, staging);
  expect(words).toMatchObject({ open: false, short: 'on hold', description: 'staging is held by Mira: vouchers' });
});

test('every kind of objection has its word', () => {
  for (const kind of Object.keys(rules) as Objection['kind'][]) {
    const words = gateWords('catalog', { ...gap, objections: [objection(kind, 'why')] }, staging);
    assert.ok(words.short.length > 2, kind);
  }
});

test('soaking says for how long', () => {
  const shut = { ...gap, objections: [objection('soaking', 'v2.30.2 soaks in test for another 40 min.')] };
  expect(gateWords('catalog', shut, staging).short).toBe('soaks 40 min');
});

test('nothing to promote is shut even without an objection', () => {
  expect(gateWords('catalog', { ...gap, candidate: null }, staging)).toMatchObject({ open: false });
});

test('diverged shows both directions, unknown shows no number', () => {
  expect(waitText({ ...gap, ahead: 2, behind: 1 })).toBe('2 ahead · 1 behind');
  expect(waitText({ ...gap, ahead: 9, behind: 0 })).toBe('9 wait');
  expect(waitText({ ...gap, ahead: 0, behind: 0 })).toBeNull();
  expect(waitText({ ...gap, ahead: null, behind: null })).toBe('? wait');
});

test('a stage that has it already is even, not shut out', () => {
  const even = { ...gap, objections: [objection('nothing-to-promote', 'staging already runs v2.30.2.')] };
  expect(gateWords('catalog', even, staging)).toMatchObject({ open: false, even: true, short: 'up to date' });
  const busy = { ...gap, objections: [objection('busy', 'Mira deploys'), ...even.objections] };
  expect(gateWords('catalog', busy, staging).even).toBe(false);
});

test('an unknown count is not in the words of the button', () => {
  const words = gateWords('catalog', { ...gap, ahead: null }, staging);
  expect(words.short).toBe('Promote');
  expect(words.long).toContain('changes that can’t be counted');
});

test('a rollback says what it undoes, or why it can not be done', () => {
  const cell = basket.cells[3]!;
  expect(rollbackText('basket', cell, cell.rollback!)).toContain('back to v1.8.3, undoing 1 change;');
  const held = { ...cell.rollback!, objections: [objection('busy', 'Mira is deploying basket to production.')] };
  expect(rollbackText('basket', cell, held)).toBe('Mira is deploying basket to production.');
});
