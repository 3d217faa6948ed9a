import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { allBindings, bindings, drawnKeys, globalKey, panelKey, type Pressed } from '../../renderer/keys';

const pressed = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  defaultPrevented: false,
  target: null,
  ...more,
});
// as: only the tag's name is looked at
const typingIn = (tagName: string) => ({ tagName }) as unknown as EventTarget;

test('no two keys of one place are the same, and each says what it does', () => {
  const drawn = allBindings.map(({ keys, place }) => `${place} ${keys.join('+')}`);
  expect(new Set(drawn).size).toBe(drawn.length);
  for (const { what } of allBindings) assert.notEqual(what, '');
});

test('every key that the screens promise is in the table', () => {
  const keys = allBindings.map((binding) => binding.keys.join('+'));
  for (const key of ['Enter', 'P', 'R', 'D', 'L', '/', 'Mod+K', '?', 'Esc', 'U', 'I']) assert.ok(keys.includes(key));
});

test('Ctrl+K and Cmd+K open the palette, even while somebody types', () => {
  expect(globalKey(pressed('k', { ctrlKey: true }))).toBe('palette');
  expect(globalKey(pressed('K', { metaKey: true, target: typingIn('INPUT') }))).toBe('palette');
});

for (const tag of ['INPUT', 'TEXTAREA', 'SELECT'])
  test(`letters are letters in ${tag}`, () => {
    for (const key of ['u', 'U', '?', 'Escape']) assert.equal(globalKey(pressed(key, { target: typingIn(tag) })), null);
  });

test('outside of a field the letters act', () => {
  expect(globalKey(pressed('u'))).toBe('undo');
  expect(globalKey(pressed('?', { target: typingIn('BUTTON') }))).toBe('help');
  expect(globalKey(pressed('Escape'))).toBe('back');
  expect(globalKey(pressed('p'))).toBeNull();
});

test('a key somebody else took, or one with Alt or Ctrl, is not ours', () => {
  expect(globalKey(pressed('u', { defaultPrevented: true }))).toBeNull();
  expect(globalKey(pressed('u', { ctrlKey: true }))).toBeNull();
  expect(globalKey(pressed('k', { altKey: true, ctrlKey: true }))).toBeNull();
});

test('keys are drawn as the keyboard has them', () => {
  expect(drawnKeys(bindings.palette.keys, false)).toEqual(['Ctrl', 'K']);
  expect(drawnKeys(bindings.palette.keys, true)).toEqual(['⌘', 'K']);
});

test('I opens an incident in a deployment’s panel, and is a letter while somebody writes', () => {
  for (const key of ['i', 'I']) expect(panelKey(pressed(key))).toBe('incident');
  expect(panelKey(pressed('i', { target: typingIn('BUTTON') }))).toBe('incident');
  for (const more of [{ target: typingIn('INPUT') }, { ctrlKey: true }, { altKey: true }, { defaultPrevented: true }])
    expect(panelKey(pressed('i', more))).toBeNull();
  expect(panelKey(pressed('l'))).toBeNull();
});
