import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { fill, placeholders, secretsIn, unknownPlaceholders } from '../../contract/placeholders';
import { fillKnown, originOf } from '../../main/workspace/texts';

test('every placeholder has its value put in, also twice', () => {
  const values = Object.fromEntries(placeholders.map((name) => [name, `<${name}>`]));
  const text = placeholders.map((name) => `\${${name}}`).join(' ');
  expect(fill(`${text} ${text}`, values)).toBe(
    `${placeholders.map((name) => `<${name}>`).join(' ')} `.repeat(2).trim(),
  );
});

test('a value is never expanded again, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (component, secret) => {
      const filled = fill('${component}|${secret:KEY}', { component }, new Map([['KEY', secret]]));
      assert.equal(filled, `${component}|${secret}`);
    }),
    { numRuns: 200 },
  );
  expect(fill('${component}', { component: '${secret:KEY}' }, new Map([['KEY', 'hunter2']]))).toBe('${secret:KEY}');
});

test('what has no value becomes empty', () => {
  expect(fill('a${candidate.version}b${secret:NONE}c', {})).toBe('abc');
});

test('names that nobody knows are found, secrets are told apart', () => {
  expect(unknownPlaceholders('${component} ${x} ${secret:A_1} ${secret:} ${secret:1} ${}')).toEqual([
    'x',
    'secret:',
    'secret:1',
    '',
  ]);
  expect(secretsIn('Bearer ${secret:DEPLOY} ${component} ${secret:OTHER}')).toEqual(['DEPLOY', 'OTHER']);
  expect(unknownPlaceholders('$component ${ {component} $${component}')).toEqual([' {component']);
});

test('what is known early is put in and the rest stays', () => {
  expect(fillKnown('${component}/${candidate.commit}/${secret:A}', { component: 'api' })).toBe(
    'api/${candidate.commit}/${secret:A}',
  );
});

test('an address must lead to one host, whatever is deployed', () => {
  expect(originOf('https://shop.example/${candidate.commit}?v=${candidate.version}')).toEqual({
    origin: 'https://shop.example',
  });
  for (const bad of [
    'https://${candidate.commit}.example/',
    'https://shop.example:${port}/',
    '${component}',
    'ftp://x/',
    'https://a:b@x/',
  ]) {
    expect(originOf(bad)).toHaveProperty('expected');
  }
});
