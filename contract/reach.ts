import { secretsIn } from './placeholders';

/** Where a key stands, from the endpoint, check or verification on. */
export type KeyPath = readonly (string | number)[];

/**
 * Something that a workspace makes this machine do, as its file says it, placeholders and all: what trust is asked for, what an
 * address is checked by, what two environments may share, and which secret goes where.
 */
export type Reach =
  | {
      readonly does: 'run';
      readonly command: readonly string[];
      readonly env: readonly string[];
      readonly secrets: readonly string[];
    }
  | {
      readonly does: 'ask' | 'send';
      /** How it is said before the address: `sends POST to`. */
      readonly says: string;
      readonly url: string;
      readonly at: KeyPath;
      readonly secrets: readonly string[];
    }
  | {
      readonly does: 'push';
      readonly says: string;
      /** null: the component’s own. */ readonly repository: string | null;
      readonly branch: string;
    }
  | { readonly does: 'read'; readonly files: string };

/** Names of the secrets in whatever a file says. */
export const secretsOf = (...values: readonly unknown[]): readonly string[] =>
  [...new Set(values.flatMap((value) => secretsIn(JSON.stringify(value ?? null))))].sort();

/** @param pass names of variables of this machine that it is given besides */
export const runs = (
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
  pass: readonly string[] = [],
): Reach => ({
  does: 'run',
  command,
  env: [...Object.keys(env), ...pass],
  secrets: secretsOf(env),
});

export const asks = (url: string, at: KeyPath, ...secretive: readonly unknown[]): Reach => ({
  does: 'ask',
  says: 'asks',
  url,
  at,
  secrets: secretsOf(...secretive),
});

export const sends = (says: string, url: string, at: KeyPath, ...secretive: readonly unknown[]): Reach => ({
  does: 'send',
  says,
  url,
  at,
  secrets: secretsOf(...secretive),
});

/** Whom a secret of a command is bound to, as an origin is for what goes over the network. */
export const commandOrigin = (command: readonly string[]): string => `command:${command[0] ?? ''}`;
