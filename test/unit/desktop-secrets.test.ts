import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { openSecrets, type Cipher } from '../../main/desktop/secrets';

const test = base.extend<{ file: string }>({
  file: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'humdrum-secrets-'));
    await use(join(folder, 'desktop', 'secrets.json'));
    rmSync(folder, { recursive: true });
  },
});

/** Turns text round: enough to see that what is written is what the keychain made of it. */
const turned = (text: string): string => Array.from(text).reverse().join('');
const keychain: Cipher = {
  encrypt: (text) => Buffer.from(turned(text)),
  decrypt: (sealed) => turned(sealed.toString()),
};
const origin = 'https://ci.example.org';

test('a secret is given to the origin it was set for, and to no other', async ({ file }) => {
  const secrets = openSecrets(file, keychain);
  await secrets.set('ci', origin, 'hunter2');
  expect(await secrets.get('ci', origin)).toBe('hunter2');
  expect(await secrets.get('ci', 'https://ci.example.org.evil.example')).toBeNull();
  expect(await secrets.get('other', origin)).toBeNull();
  expect(await secrets.list()).toEqual([{ name: 'ci', origin }]);
});

test('one name has a secret of its own at each origin, and one is removed alone', async ({ file }) => {
  const secrets = openSecrets(file, keychain);
  const other = 'https://git.example.org';
  await secrets.set('token', origin, 'for ci');
  await secrets.set('token', other, 'for git');
  expect([await secrets.get('token', origin), await secrets.get('token', other)]).toEqual(['for ci', 'for git']);
  await secrets.remove('token', origin);
  expect([await secrets.get('token', origin), await secrets.get('token', other)]).toEqual([null, 'for git']);
});

test('secrets outlive Humdrum, sealed, in a file that only their owner reads', async ({ file }) => {
  await openSecrets(file, keychain).set('ci', origin, 'hunter2');
  expect(readFileSync(file, 'utf8')).not.toContain('hunter2');
  expect(readFileSync(file, 'utf8')).not.toContain(Buffer.from('hunter2').toString('base64'));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await openSecrets(file, keychain).get('ci', origin)).toBe('hunter2');
});

test('without a keychain nothing is written', async ({ file }) => {
  const secrets = openSecrets(file, null);
  await secrets.set('ci', origin, 'hunter2');
  expect(secrets.kept).toBe('memory');
  expect(await secrets.get('ci', origin)).toBe('hunter2');
  expect(readdirSync(join(file, '..', '..'))).toEqual([]);
  expect(await openSecrets(file, null).get('ci', origin)).toBeNull();
});

test('many secrets set at once are all kept, and a removed one is gone', async ({ file }) => {
  const secrets = openSecrets(file, keychain);
  const names = Array.from({ length: 40 }, (_, n) => `secret ${n}`);
  await Promise.all(names.map(async (name) => secrets.set(name, origin, name)));
  await secrets.remove('secret 7', origin);
  const again = openSecrets(file, keychain);
  expect((await again.list()).map(({ name }) => name)).toEqual(names.filter((name) => name !== 'secret 7'));
});

test('a secret no keychain opens any more is missing, and is not lost when another is set', async ({ file }) => {
  await openSecrets(file, keychain).set('old', origin, 'hunter2');
  const locked: Cipher = {
    ...keychain,
    decrypt: () => {
      throw new Error('locked');
    },
  };
  const secrets = openSecrets(file, locked);
  expect(await secrets.get('old', origin)).toBeNull();
  await secrets.set('new', origin, 'hunter3');
  expect(await openSecrets(file, keychain).get('old', origin)).toBe('hunter2');
});

test('a file of secrets that is damaged is kept aside', async ({ file }) => {
  await openSecrets(file, keychain).set('ci', origin, 'hunter2');
  writeFileSync(file, '[{');
  expect(await openSecrets(file, keychain).get('ci', origin)).toBeNull();
  const kept = readdirSync(join(file, '..')).filter((name) => name.startsWith('secrets.json.corrupt-'));
  expect(kept).toHaveLength(1);
});
