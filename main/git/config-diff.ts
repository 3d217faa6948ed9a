import type { ConfigKey } from '../../contract/diff';
import { done, failed, type Result } from '../../contract/failure';
import { fill } from '../../contract/placeholders';
import type { Component } from '../../contract/workspace';
import type { ConfigSide, ConfigValue } from '../release/git-ports';
import { keysOf } from './config-keys';
import type { GitContext } from './context';
import { commitMissing } from './failures';
import { fingerprintOf, leadsTo, looksSecret } from './looks-secret';
import type { OpenMirror } from './mirror';
import { objectContents, objectHeads } from './objects';
import { treePath } from './refs';
import type { OpenComponent } from './walk';

interface Value {
  readonly key: string;
  readonly file: string;
  readonly value: string;
}

/** A certificate or a page of text is told apart by its fingerprint. */
const shorten = (value: string): string =>
  value.length <= 500 ? value : `${value.slice(0, 200)}… (${value.length} characters, ${fingerprintOf(value)})`;

const isLayer = (pattern: string): boolean => pattern.includes('${environment}');

/** Files of a side, in the order written; relative to the component's path. */
const filesOf = (component: Component, within: string, environment: string | null): readonly string[] =>
  component.config.flatMap((pattern) => {
    if (environment === null && isLayer(pattern)) return [];
    const values = { component: component.name, ...(environment === null ? {} : { environment }) };
    const path = treePath(`${within === '' ? '' : `${within}/`}${fill(pattern, values).replace(/^(?:\.?\/)+/, '')}`);
    return path === null || path === '' || /[\n\r]/.test(path) ? [] : [path];
  });

/** What an environment gets of the files: with `${environment}` among them they are layers, and a later one wins; without, each file stands for itself. */
const effective = (
  component: Component,
  files: readonly (readonly [string, Buffer | null])[],
): ReadonlyMap<string, Value> => {
  const layered = component.config.some(isLayer);
  const values = new Map<string, Value>();
  for (const [file, content] of files)
    for (const [key, value] of content ? keysOf(file, content) : [])
      values.set(layered ? key : `${file}\0${key}`, { key, file, value });
  return values;
};

const sideOf = async (
  context: GitContext,
  component: Component,
  { mirror, path }: OpenComponent,
  side: ConfigSide,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, Value>>> => {
  const files = filesOf(component, path, side.environment);
  const contents = await blobs(context, mirror, side, files, signal);
  return contents.ok
    ? done(
        effective(
          component,
          files.map((file, i) => [file, contents.value[i] ?? null]),
        ),
      )
    : contents;
};

const blobs = async (
  context: GitContext,
  mirror: OpenMirror,
  side: ConfigSide,
  files: readonly string[],
  signal: AbortSignal,
): Promise<Result<readonly (Buffer | null)[]>> => {
  const names = files.map((file) => `${side.commit}:${file}`);
  const heads = await objectHeads(context, mirror, [`${side.commit}^{commit}`, ...names], signal);
  if (!heads.ok) return heads;
  const [commit, ...found] = heads.value;
  if (commit?.type !== 'commit') return commitMissing(mirror.url, side.commit);
  // A folder or a huge file of that name is no configuration file; it is not read.
  const readable = names.filter((_name, i) => found[i]?.type === 'blob' && (found[i]?.bytes ?? 0) < 8 * 1024 * 1024);
  const contents = await objectContents(context, mirror, readable, signal);
  return contents.ok ? done(names.map((name) => contents.value[readable.indexOf(name)] ?? null)) : contents;
};

/** Effective keys of one side, sorted by key; a secret is shown by its fingerprint only. */
export const effectiveConfig = async (
  context: GitContext,
  component: Component,
  open: OpenComponent,
  side: ConfigSide,
  signal: AbortSignal,
): Promise<Result<readonly ConfigValue[]>> => {
  const values = await sideOf(context, component, open, side, signal);
  if (!values.ok) return values;
  const shown = [...values.value.values()].map(({ key, file, value }): ConfigValue => {
    const secret = looksSecret(key, value);
    return {
      key,
      file,
      value: secret ? `secret:${fingerprintOf(value)}` : shorten(value),
      secret,
      leadsTo: secret ? leadsTo(value) : null,
    };
  });
  return done(shown.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)));
};

/** Effective keys that differ between two sides, sorted by name, and how many are the same. */
export const configDiff = async (
  context: GitContext,
  component: Component,
  open: OpenComponent,
  from: ConfigSide | null,
  to: ConfigSide,
  signal: AbortSignal,
): Promise<Result<{ readonly keys: readonly ConfigKey[]; readonly same: number }>> => {
  const before = from === null ? done(new Map<string, Value>()) : await sideOf(context, component, open, from, signal);
  if (!before.ok) return failed(before.failure);
  const after = await sideOf(context, component, open, to, signal);
  if (!after.ok) return failed(after.failure);
  const ids = [...new Set([...before.value.keys(), ...after.value.keys()])];
  const pairs = ids.map((id) => ({ was: before.value.get(id), is: after.value.get(id) }));
  const differing = pairs.filter(({ was, is }) => was?.value !== is?.value);
  const keys = differing.flatMap(({ was, is }): readonly ConfigKey[] => {
    const named = is ?? was;
    if (!named) return [];
    const secret = [was, is].some((one) => one !== undefined && looksSecret(one.key, one.value));
    const shown = (one: Value | undefined): string | null =>
      one === undefined ? null : secret ? `secret:${fingerprintOf(one.value)}` : shorten(one.value);
    return [{ key: named.key, file: named.file, from: shown(was), to: shown(is), secret }];
  });
  const order = (a: ConfigKey, b: ConfigKey): number =>
    a.key < b.key ? -1 : a.key > b.key ? 1 : a.file < b.file ? -1 : 1;
  return done({ keys: [...keys].sort(order), same: pairs.length - differing.length });
};
