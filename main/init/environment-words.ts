import { nameSchema, reservedStages } from '../workspace/names';

/** What environments are mostly called, in the order in which a candidate mostly goes through them. */
const words: readonly (readonly string[])[] = [
  ['development', 'dev', 'integration', 'ci'],
  ['test', 'testing', 'tst'],
  ['qa', 'review', 'preview'],
  ['acceptance', 'uat', 'demo'],
  ['staging', 'stage', 'stg', 'preprod', 'pre-production', 'preproduction'],
  ['production', 'prod', 'prd', 'live'],
];
const synonyms: readonly (readonly string[])[] = [
  ['development', 'dev'],
  ['test', 'testing', 'tst'],
  ['staging', 'stage', 'stg'],
  ['production', 'prod', 'prd'],
];

/** The same for `Production` and `prod`. */
export const environmentKey = (name: string): string => {
  const plain = name.toLowerCase();
  return synonyms.find((group) => group.includes(plain))?.[0] ?? plain;
};

/** Earlier stages have less; what nobody knows stands before staging. */
export const rankOf = (name: string): number => {
  const at = words.findIndex((group) => group.includes(name.toLowerCase()));
  return at === -1 ? 3.5 : at;
};

export const isLast = (name: string): boolean => rankOf(name) === words.length - 1;

/** `shop_api-production` → `production` and `shop_api`; null where no part of it is a word for an environment. */
export const splitEnvironment = (name: string): { readonly environment: string; readonly rest: string } | null => {
  const parts = name.split(/([-_./])/);
  for (const at of [parts.length - 1, 0]) {
    const part = parts[at] ?? '';
    if (parts.length < 3 || !words.flat().includes(part.toLowerCase())) continue;
    const rest = at === 0 ? parts.slice(2) : parts.slice(0, -2);
    return { environment: part, rest: rest.join('') };
  }
  return null;
};

/** A name that a workspace file takes, as near as may be; null where nothing of it is left. */
export const nameFrom = (text: string): string | null => {
  const plain = text
    .replace(/\.git$/, '')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
  if (!nameSchema.safeParse(plain).success) return null;
  return reservedStages.includes(plain.toLowerCase()) ? `${plain}-1` : plain;
};
