/** The placeholders a workspace file may use. They are values, never shell text. `${secret:NAME}` besides. */
export const placeholders = [
  'component',
  'environment',
  'stage',
  'candidate.commit',
  'candidate.version',
  'deployment.id',
  'receipt.id',
  'port',
] as const;
export type Placeholder = (typeof placeholders)[number];
export type PlaceholderValues = Readonly<Partial<Record<Placeholder, string>>>;

const pattern = /\$\{([^}]*)\}/g;
const secretName = /^secret:([A-Za-z][A-Za-z0-9_]{0,99})$/;

const isPlaceholder = (name: string): name is Placeholder => (placeholders as readonly string[]).includes(name);

/** Names in `text` that are no placeholder: an error of the workspace file. */
export const unknownPlaceholders = (text: string): readonly string[] =>
  [...text.matchAll(pattern)].map((m) => m[1] ?? '').filter((name) => !isPlaceholder(name) && !secretName.test(name));

/** Names of the secrets that `text` asks for. */
export const secretsIn = (text: string): readonly string[] =>
  [...text.matchAll(pattern)].flatMap((m) => secretName.exec(m[1] ?? '')?.[1] ?? []);

/** Puts values in; a placeholder without a value becomes empty. Values are not expanded again. */
export const fill = (
  text: string,
  values: PlaceholderValues,
  secrets: ReadonlyMap<string, string> = new Map(),
): string =>
  text.replace(pattern, (_whole, name: string) => {
    const secret = secretName.exec(name)?.[1];
    if (secret !== undefined) return secrets.get(secret) ?? '';
    return isPlaceholder(name) ? (values[name] ?? '') : '';
  });
