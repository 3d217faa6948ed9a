import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandEndpoint } from '../../../contract/endpoint-kinds/command';
import type { Failure } from '../../../contract/failure';
import { fill, type PlaceholderValues } from '../../../contract/placeholders';
import { commandOrigin } from '../../../contract/reach';
import { createMask } from '../../http/mask';
import { readSecrets } from '../../http/secret-text';
import type { Secrets } from '../../release/record-ports';

export interface PreparedCommand {
  readonly run: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** As it may be shown: arguments hold no secret. */
  readonly where: string;
  readonly mask: (text: string) => string;
  /** Nothing has to be hidden in what it says. */
  readonly open: boolean;
}

interface Surroundings {
  /** The workspace file's folder. */
  readonly folder: string;
  readonly secrets: Secrets;
}

const looksSecret = /secret|token|passw|credential|key/i;

/** A key of several lines is said line by line. */
const piecesOf = (secret: string): readonly string[] => [secret, ...secret.split(/\r?\n/).filter((l) => l.length >= 8)];

const passed = (names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

/**
 * A command of the endpoint as it is run: placeholders filled, its environment made. A variable with a secret goes to the program
 * that its secret is kept for; one whose secret is kept for none of the endpoint's programs is a `secret-missing`.
 * @param more set over everything else
 */
export const prepareCommand = async (
  command: readonly string[],
  config: CommandEndpoint,
  values: PlaceholderValues,
  { folder, secrets }: Surroundings,
  more: Readonly<Record<string, string>> = {},
): Promise<PreparedCommand | { readonly failure: Failure }> => {
  const filled = (words: readonly string[]): readonly string[] => words.map((text) => fill(text, values));
  const own = commandOrigin(filled(command));
  const others = [config.deploy, config.observe, config.find ?? []].map((words) => commandOrigin(filled(words)));
  const keptElsewhere = async (name: string): Promise<boolean> => {
    const found = await Promise.all(others.map((origin) => secrets.get(name, origin)));
    return found.some((value) => value !== null);
  };
  const given = passed(config.pass);
  const env: Record<string, string> = { ...given };
  const hidden = Object.entries(given).flatMap(([name, value]) =>
    looksSecret.test(name) && value.length >= 8 ? [value] : [],
  );
  for (const [name, text] of Object.entries(config.env ?? {})) {
    const read = await readSecrets([text], own, secrets);
    if (typeof read !== 'string') {
      env[name] = fill(text, values, read.values);
      hidden.push(...read.values.values());
    } else if (!(await keptElsewhere(read))) return { failure: { kind: 'secret-missing', name: read } };
  }
  const run = filled(command);
  const where = run.join(' ').slice(0, 300);
  const cwd = join(folder, fill(config.folder ?? '.', values));
  // A missing folder is told by spawn as if the program were missing.
  if (!(await stat(cwd).catch(() => null))?.isDirectory())
    return { failure: { kind: 'command-failed', command: where, code: 'ENOENT', said: `there is no folder ${cwd}` } };
  const mask = createMask(hidden.flatMap(piecesOf));
  return { run, cwd, env: { ...env, ...more }, where, mask, open: hidden.length === 0 };
};
