import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

/** The operating system's keychain, as safeStorage gives it. */
export interface Cipher {
  readonly encrypt: (text: string) => Buffer;
  readonly decrypt: (sealed: Buffer) => string;
}

const fileSchema = z.array(z.object({ name: z.string(), origin: z.string(), sealed: z.base64() }));
type Sealed = z.infer<typeof fileSchema>[number];

export interface SecretStore {
  readonly kept: 'os' | 'memory';
  /** Null for a name nobody set, for another origin than the one it was set for, and for one no keychain opens any more. */
  readonly get: (name: string, origin: string) => Promise<string | null>;
  readonly set: (name: string, origin: string, value: string) => Promise<void>;
  readonly remove: (name: string, origin: string) => Promise<void>;
  readonly list: () => Promise<readonly { readonly name: string; readonly origin: string }[]>;
}

const inMemory: Cipher = { encrypt: (text) => Buffer.from(text), decrypt: (sealed) => sealed.toString() };

const keyOf = (name: string, origin: string): string => `${name}\n${origin}`;

/** One name may stand for a secret of its own at each origin. */
const byKey = (secrets: readonly Sealed[]): Map<string, Sealed> =>
  new Map(secrets.map((secret) => [keyOf(secret.name, secret.origin), secret]));

const read = async (file: string): Promise<Map<string, Sealed>> => {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return byKey([]);
  try {
    return byKey(fileSchema.parse(JSON.parse(text)));
  } catch {
    await rename(file, `${file}.corrupt-${Date.now()}`);
    return byKey([]);
  }
};

const write = async (file: string, secrets: readonly Sealed[]): Promise<void> => {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(`${file}.new`, 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify(secrets));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
};

/** Secrets sealed by the keychain in `file`; without a keychain they are kept in memory until Humdrum ends. */
export const openSecrets = (file: string, keychain: Cipher | null): SecretStore => {
  const cipher = keychain ?? inMemory;
  const loaded = keychain === null ? Promise.resolve(byKey([])) : read(file);
  // One after the other: of two writers of one file, one would lose its secret.
  let turn: Promise<unknown> = loaded;
  const apply = async (edit: (secrets: Map<string, Sealed>) => void, before: Promise<unknown>): Promise<void> => {
    await before.catch(() => undefined); // the one before says itself that it failed
    const secrets = await loaded;
    edit(secrets);
    if (keychain !== null) await write(file, [...secrets.values()]);
  };
  const change = async (edit: (secrets: Map<string, Sealed>) => void): Promise<void> => {
    const mine = apply(edit, turn);
    turn = mine;
    await mine;
  };
  return {
    kept: keychain === null ? 'memory' : 'os',
    get: async (name, origin) => {
      const secret = (await loaded).get(keyOf(name, origin));
      if (!secret) return null;
      try {
        return cipher.decrypt(Buffer.from(secret.sealed, 'base64'));
      } catch {
        return null;
      }
    },
    set: async (name, origin, value) =>
      change((secrets) =>
        secrets.set(keyOf(name, origin), { name, origin, sealed: cipher.encrypt(value).toString('base64') }),
      ),
    remove: async (name, origin) => change((secrets) => secrets.delete(keyOf(name, origin))),
    list: async () => [...(await loaded).values()].map(({ name, origin }) => ({ name, origin })),
  };
};
