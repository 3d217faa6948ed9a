import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { browserAddress, fileFor, isOurs, screenFor } from '../../main/desktop/addresses';
import { contentSecurityPolicy } from '../../main/desktop/content-security-policy';

test('only pages of our own scheme and host are ours', () => {
  expect(isOurs('app://humdrum/')).toBe(true);
  expect(isOurs('app://humdrum/index.html#/compare/a/b')).toBe(true);
  const others = [
    'app://humdrum.example.org/',
    'app://other/',
    'app://humdrum@example.org/',
    'https://humdrum/',
    'file:///app://humdrum/',
    'data:text/html,app://humdrum/',
    'about:blank',
    '',
  ];
  expect(others.filter(isOurs)).toEqual([]);
});

test('a browser is given https addresses without a password, and nothing else', () => {
  expect(browserAddress('https://example.org/a?b#c')).toBe('https://example.org/a?b#c');
  const refused = [
    'http://example.org',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://a:b@example.org',
    'ssh://h',
    '-x',
  ];
  expect(refused.map(browserAddress)).toEqual(refused.map(() => null));
});

test('an address means a file inside the folder, or none', () => {
  expect(fileFor('/app', 'app://humdrum/')).toBe('/app/index.html');
  expect(fileFor('/app', 'app://humdrum/assets/a%20b.js?x#y')).toBe('/app/assets/a b.js');
  const outside = ['..%2f..%2fetc/passwd', '%2e%2e%2fapplication/x', 'a%00.js', '%E0%A4%A', '..%2fapp'];
  expect(outside.map((path) => fileFor('/app', `app://humdrum/${path}`))).toEqual(outside.map(() => null));
});

test('no address, however made, means a file outside the folder', () => {
  const piece = fc.constantFrom('..', '%2e%2e', '%2f', '/', '\\', '%5c', 'app', 'a', '%00', '?', '#', '.');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const file = fileFor('/srv/app', `app://humdrum/${pieces.join('')}`);
      assert.equal(file === null || (file.startsWith('/srv/app/') && !file.split('/').includes('..')), true);
    }),
  );
});

test('a deep link selects a screen and never acts', () => {
  expect(screenFor('humdrum://board')).toBe('app://humdrum/#/');
  expect(screenFor('humdrum://compare/staging/production/api')).toBe('app://humdrum/#/compare/staging/production/api');
  expect(screenFor('humdrum://component/api?deployment=1')).toBe('app://humdrum/#/component/api?deployment=1');
  for (const link of ['humdrum://promote/api/production', 'humdrum:', 'https://compare/a/b', 'nonsense'])
    assert.equal(screenFor(link), null);
});

test('the policy lets nothing inline, no eval and no other place in', () => {
  expect(contentSecurityPolicy).toContain("default-src 'none'");
  expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:|nonce/);
});
