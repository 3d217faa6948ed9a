import { expect, test } from '@playwright/test';
import { assert, constantFrom, property, string } from 'fast-check';
import { createMask } from '../../main/http/mask';

const secrets = string({ unit: 'grapheme', minLength: 6, maxLength: 40 });
const around = constantFrom('', 'user:', 'a', 'Bearer ', 'x=');

const unicode = (text: string): string =>
  JSON.stringify(text).replaceAll(/[^A-Za-z0-9"\\]/gu, (c) =>
    [...Array(c.length).keys()].map((n) => `\\u${c.charCodeAt(n).toString(16).padStart(4, '0')}`).join(''),
  );

const forms: Readonly<Record<string, (secret: string, before: string) => string>> = {
  'as it is': (secret, before) => before + secret,
  'in an address': (secret, before) => before + encodeURIComponent(secret),
  'in a form': (secret, before) => new URLSearchParams({ [before]: secret }).toString(),
  'in JSON': (secret, before) => JSON.stringify({ [before]: secret }),
  'in JSON in JSON': (secret, before) => JSON.stringify(JSON.stringify({ [before]: secret })),
  'in JSON in JSON in JSON': (secret, before) => JSON.stringify(JSON.stringify(JSON.stringify([before, secret]))),
  'in JSON with every sign escaped': (secret, before) => before + unicode(secret),
  'in hexadecimal': (secret, before) => before + Buffer.from(secret).toString('hex'),
};

for (const [what, form] of Object.entries(forms)) {
  test(`a secret is masked ${what}, with what stands around it left alone`, () => {
    assert(
      property(secrets, around, (secret, before) => {
        const text = form(secret, before);
        const masked = createMask([secret])(text);
        expect(masked).toContain('•••');
        expect(masked).not.toContain(secret);
        expect(masked.length).toBeLessThan(text.length + 3);
      }),
    );
  });
}

test('a secret is masked in base64 behind a user’s name, up to the characters that both share', () => {
  assert(
    property(secrets, around, constantFrom<BufferEncoding>('base64', 'base64url'), (secret, before, encoding) => {
      const masked = createMask([secret])(Buffer.from(before + secret).toString(encoding));
      expect(masked).toMatch(/^.*•••.{0,4}$/u);
    }),
  );
});

test('two secrets of which one begins with the other are both masked whole', () => {
  expect(createMask(['abc', 'abcdef'])('abcdef abc xyz')).toBe('••• ••• xyz');
});

test('without secrets, and with an empty one, nothing is masked', () => {
  expect(createMask([])('as it is')).toBe('as it is');
  expect(createMask([''])('as it is')).toBe('as it is');
});

test('a text made to be hard to look through is looked through all the same', () => {
  const masked = createMask(['-+hunter2']);
  // Each of a million signs would be a beginning to go on from to the end: 20 minutes.
  expect(masked(`${'\\'.repeat(1_000_000)}-+hunter2`)).toMatch(/\\•••$/);
});
