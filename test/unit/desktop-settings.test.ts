import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { settingsPatchSchema } from '../../contract/settings';
import { keptFrom, setAsideCorrupt } from '../../main/desktop/settings-file';
import { placeWindow } from '../../main/desktop/window-bounds';

const test = base.extend<{ folder: string }>({
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'humdrum-settings-'));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
});

const now = new Date('2026-11-22T20:00:00Z');

for (const [what, text] of [
  ['cut off', '{"settings":{"appearance":"da'],
  ['empty', ''],
  ['something else', '[1,2]'],
  ['from somebody who made a setting up', '{"settings":{"appearance":"pink"}}'],
] as const) {
  test(`a settings file that is ${what} is kept aside, whole`, ({ folder }) => {
    const file = join(folder, 'settings.json');
    writeFileSync(file, text);
    const aside = setAsideCorrupt(file, now);
    assert.equal(aside, `${file}.corrupt-2026-11-22T20-00-00-000Z`);
    assert.deepEqual(readdirSync(folder), ['settings.json.corrupt-2026-11-22T20-00-00-000Z']);
    assert.equal(readFileSync(aside ?? '', 'utf8'), text);
  });
}

test('a settings file that can be read stays where it is, and so does none', ({ folder }) => {
  const file = join(folder, 'settings.json');
  expect(setAsideCorrupt(file, now)).toBeNull();
  for (const text of ['{}', '{"settings":{"appearance":"dark"},"bounds":null,"later":1}']) {
    writeFileSync(file, text);
    assert.equal(setAsideCorrupt(file, now), null);
    assert.equal(readFileSync(file, 'utf8'), text);
  }
});

test('what is missing in a settings file is at its default', () => {
  const kept = keptFrom({ settings: { appearance: 'dark' }, bounds: { x: 1, y: 2, width: 'wide', height: 3 } });
  expect(kept.settings).toMatchObject({ appearance: 'dark', notifications: true, recentWorkspaces: [], person: null });
  expect(kept.bounds).toBeNull();
  expect(kept.maximized).toBe(false);
});

const screen = { x: 0, y: 0, width: 1920, height: 1080 };

test('a window comes back where it was', () => {
  const bounds = { x: 100, y: 50, width: 1200, height: 800 };
  expect(placeWindow(bounds, [screen])).toEqual(bounds);
  expect(placeWindow({ ...bounds, x: -1000 }, [screen])).toEqual({ ...bounds, x: -1000 });
});

test('a window whose screen is gone comes back on one that is there', () => {
  const bounds = { x: 2500, y: 50, width: 1200, height: 800 };
  expect(placeWindow(bounds, [screen])).toEqual({ width: 1200, height: 800 });
  expect(placeWindow(bounds, [screen, { ...screen, x: 1920 }])).toEqual(bounds);
});

test('a window is never remembered too small to use', () => {
  expect(placeWindow({ x: 0, y: 0, width: 10, height: 10 }, [screen])).toMatchObject({ width: 900, height: 600 });
});

test('a change of one setting names that one and puts no other back', () => {
  expect(settingsPatchSchema.parse({ appearance: 'dark' })).toEqual({ appearance: 'dark' });
  expect(settingsPatchSchema.parse({})).toEqual({});
});
