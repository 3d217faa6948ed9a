/** What is shown in place of a secret. */
export const mask = '•••';

const named: Readonly<Record<string, string>> = {
  '"': '&quot;',
  '&': '&amp;',
  "'": '&apos;',
  '<': '&lt;',
  '>': '&gt;',
};
const short: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\t': 't', '\b': 'b', '\f': 'f' };

const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);

/**
 * A character as JSON (escaped once, twice, or as \u002B), an address, a form or a page carries it. Letters and digits stay as they are.
 * Escaped three times a sign has seven backslashes before it; without that limit a million of them would take minutes to look through.
 */
const characterPattern = (character: string): string => {
  if (/[A-Za-z0-9]/.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const units = [...Array(character.length).keys()].map((at) => character.charCodeAt(at).toString(16).padStart(4, '0'));
  const forms = [
    character === '\\' ? String.raw`\\{1,8}` : String.raw`\\{0,8}` + literal(character),
    units.map((unit) => String.raw`\\{1,8}u` + unit).join(''),
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    `&#${code};`,
    `&#x0*${code.toString(16)};`,
    ...(named[character] === undefined ? [] : [named[character]]),
    ...(character === ' ' ? [String.raw`\+`] : []),
    ...(short[character] === undefined ? [] : [String.raw`\\{1,8}` + short[character]]),
  ];
  return `(?:${forms.join('|')})`;
};

/** In base64, after any text ("user:"), a secret looks one of three ways; the characters that others share are left out. */
const base64Patterns = (secret: string): readonly string[] =>
  [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    const own = bytes.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
    if (own.length < 6) return [];
    return [
      literal(own)
        .replaceAll(String.raw`\+`, String.raw`(?:\+|-|%2b)`)
        .replaceAll(String.raw`\/`, String.raw`(?:\\{0,8}\/|_|%2f)`),
    ];
  });

/** Replaces every secret in a text by `•••`, in each of the forms in which a peer may say it back. */
export const createMask = (secrets: readonly string[]): ((text: string) => string) => {
  const patterns = secrets
    .filter((secret) => secret !== '')
    // The longest first: one may begin with another.
    .sort((a, b) => b.length - a.length)
    .flatMap((secret) => [
      Array.from(secret, characterPattern).join(''),
      ...base64Patterns(secret),
      Buffer.from(secret).toString('hex'),
    ]);
  if (patterns.length === 0) return (text) => text;
  // Case does not matter: %2f and %2F, \u002b and \u002B.
  const pattern = new RegExp(patterns.join('|'), 'gi');
  return (text) => text.replaceAll(pattern, mask);
};
