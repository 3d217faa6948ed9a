import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { environmentKey, nameFrom, rankOf, splitEnvironment } from '../../main/init/environment-words';
import { imageParts } from '../../main/init/look-compose';
import { slugOnGithub } from '../../main/init/look-workflows';
import { textOf } from '../../main/init/write';
import { mappingLines } from '../../main/init/yaml-lines';
import { parse } from '../../main/workspace/parse';
import { nameSchema } from '../../main/workspace/names';
import { provenanceOf } from '../../renderer/new-workspace/provenance';

test('whatever a text is, the line that says it is one line and reads as that text, comment or not', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constantFrom('on', '1e10', '#', ': ', "'", '- a', '~', '', '\n', '&a', '\u2028'),
  );
  fc.assert(
    fc.property(value, fc.array(value), value, (one, list, from) => {
      const lines = mappingLines({ one, list, within: { key: one } }, 0);
      expect(lines).toHaveLength(3);
      const text = textOf(lines.map((line) => ({ text: line, from })));
      expect(text.trimEnd().split(/[\r\n\u2028\u2029\u0085]/)).toHaveLength(3);
      expect(parse(text)).toMatchObject({ kind: 'document', value: { one, list, within: { key: one } } });
    }),
  );
});

test('a name is made of what a workspace file takes, or there is none', () => {
  expect(nameFrom('shop.git')).toBe('shop');
  expect(nameFrom('Crème brûlée / eu')).toBe('Creme-brulee-eu');
  expect(nameFrom('checked')).toBe('checked-1');
  expect(nameFrom('漢字')).toBeNull();
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const name = nameFrom(text);
      expect(name === null || nameSchema.safeParse(name).success).toBe(true);
    }),
  );
});

test('environments are told by their words, and stand in their usual order', () => {
  expect(environmentKey('Prod')).toBe(environmentKey('production'));
  expect(environmentKey('live')).not.toBe(environmentKey('production'));
  expect(splitEnvironment('shop-api-production')).toEqual({ environment: 'production', rest: 'shop-api' });
  expect(splitEnvironment('staging_web')).toEqual({ environment: 'staging', rest: 'web' });
  expect(splitEnvironment('production')).toBeNull();
  expect(splitEnvironment('latest-news')).toBeNull();
  const names = ['production', 'europe', 'dev', 'staging', 'qa', 'test'];
  expect(names.sort((a, b) => rankOf(a) - rankOf(b))).toEqual(['dev', 'test', 'qa', 'europe', 'staging', 'production']);
});

test('an image is a registry, a repository and a tag', () => {
  expect(imageParts('ghcr.io/shop/api:live')).toEqual({
    registry: 'https://ghcr.io',
    repository: 'shop/api',
    tag: 'live',
  });
  expect(imageParts('localhost:5000/api')).toEqual({
    registry: 'https://localhost:5000',
    repository: 'api',
    tag: 'latest',
  });
  expect(imageParts('shop/api')).toMatchObject({ registry: 'https://registry-1.docker.io', repository: 'shop/api' });
  expect(imageParts('redis:7')).toMatchObject({ repository: 'library/redis', tag: '7' });
  expect(imageParts('shop/api:${TAG}')).toBeNull();
  expect(imageParts('not an image')).toBeNull();
});

test('a repository of github.com is told by each form of its address', () => {
  for (const address of [
    'https://github.com/a/b.git',
    'https://github.com/a/b',
    'git@github.com:a/b.git',
    'ssh://git@github.com/a/b',
  ])
    expect(slugOnGithub(address), address).toBe('a/b');
  for (const address of [
    'https://github.com.evil.example/a/b',
    'https://evil.example/github.com/a/b',
    './github.com/a/b',
  ])
    expect(slugOnGithub(address), address).toBeNull();
});

test('a line that was changed is yours; those around it keep where they are from', () => {
  const proposed = ['a', 'b', 'b', 'c'].map((text, n) => ({ text, from: n === 0 ? null : `file ${n}` }));
  const from = (text: string) => provenanceOf(text, proposed).map((line) => line.from);
  expect(from('a\nb\nb\nc\n')).toEqual([null, 'file 1', 'file 2', 'file 3']);
  expect(from('a\nx\n\nb\nc')).toEqual([null, 'you', null, 'file 1', 'file 3']);
  expect(from('c\na')).toEqual(['file 3', 'you']);
});
