import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import {
  canBeHandedOver,
  launchFrom,
  ownArguments,
  readCommandLine,
  workspaceFor,
} from '../../main/desktop/command-line';

const nothing = { workspace: null, demo: false, screenshot: null, userData: null, link: null };

test('a command line without words asks for nothing', () => {
  expect(readCommandLine([], '/home/me')).toEqual(nothing);
});

test('paths are those of the person who typed them', () => {
  const line = ['--workspace', 'shop/humdrum.yml', '--screenshot=/tmp/a.png', '--user-data', 'data'];
  expect(readCommandLine(line, '/home/me')).toEqual({
    ...nothing,
    workspace: '/home/me/shop/humdrum.yml',
    screenshot: '/tmp/a.png',
    userData: '/home/me/data',
  });
});

test("Chromium's and Playwright's switches are passed over", () => {
  const line = ['--inspect=0', '--remote-debugging-port=0', '--no-sandbox', '--demo'];
  expect(readCommandLine(line, '/')).toEqual({ ...nothing, demo: true });
});

test('a workspace file or a deep link may stand alone, as a desktop passes it on', () => {
  expect(readCommandLine(['/srv/shop.yaml'], '/').workspace).toBe('/srv/shop.yaml');
  expect(readCommandLine(['humdrum://activity'], '/').link).toBe('humdrum://activity');
  expect(readCommandLine(['https://example.org/a.txt'], '/')).toEqual(nothing);
});

test("the app's folder is no argument of ours, wherever Chromium's switches stand", () => {
  expect(ownArguments(['electron', '--inspect=0', '/checkout', '--demo'], true)).toEqual(['--inspect=0', '--demo']);
  expect(ownArguments(['/opt/Humdrum/humdrum', 'shop.yml'], false)).toEqual(['shop.yml']);
});

test('what a second copy sends is checked before it is believed', () => {
  const asked = { ...nothing, workspace: '/srv/shop.yml' };
  expect(launchFrom(JSON.parse(JSON.stringify(asked)))).toEqual(asked);
  for (const odd of [undefined, null, 'text', 7, [], { workspace: 7, demo: 'yes', link: {} }])
    assert.deepEqual(launchFrom(odd), nothing);
});

test('the workspace that is named wins, then the demo, then what is open, then the last one', () => {
  const recent = ['/a.yml', '/b.yml'];
  expect(workspaceFor({ ...nothing, workspace: '/c.yml', demo: true }, '/d.yml', recent)).toBe('/c.yml');
  expect(workspaceFor({ ...nothing, demo: true }, '/d.yml', recent)).toBeNull();
  expect(workspaceFor(nothing, '/d.yml', recent)).toBe('/d.yml');
  expect(workspaceFor(nothing, null, recent)).toBeNull();
  expect(workspaceFor(nothing, undefined, recent)).toBe('/a.yml');
  expect(workspaceFor(nothing, undefined, [])).toBeNull();
});

test('what the copy that runs could not read whole is not handed over to it', () => {
  const asks = (link: string): boolean => {
    const argv = ['/opt/Humdrum/humdrum', link];
    return canBeHandedOver(argv, '/home/ada', readCommandLine(argv.slice(1), '/home/ada'));
  };
  expect(asks('humdrum://compare/staging/production')).toBe(true);
  // The words go over twice, as they were typed and as they were understood.
  expect(asks(`humdrum://component/${'a'.repeat(11_000)}`)).toBe(true);
  expect(asks(`humdrum://component/${'a'.repeat(13_000)}`)).toBe(false);
  expect(asks(`--what=${'a'.repeat(25_000)}`)).toBe(false);
});
