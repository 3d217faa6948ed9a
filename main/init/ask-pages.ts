import { explain } from '../../contract/explain';
import type { Looking } from './looking';
import { askJson } from '../http/json-api';

const withinMs = 15_000;

/** A JSON answer of an API, asked with a secret where there is one for it; or why there is none. */
export const askWith = async (
  url: string,
  secret: string,
  header: (value: string) => Readonly<Record<string, string>>,
  { secrets, signal }: Looking,
): Promise<{ readonly json: unknown } | { readonly why: string }> => {
  const origin = /^https?:\/\/[^/?#]+/.exec(url)?.[0] ?? '';
  const kept = await secrets.get(secret, origin);
  const headers = kept === null ? {} : header(`\${secret:${secret}}`);
  const answer = await askJson({ url, headers }, {}, secrets, withinMs, signal);
  return answer.ok ? { json: answer.json } : { why: explain(answer.failure).what };
};

/** Items of a list that comes in pages of 100, at most 500. */
export const askPages = async (
  page: (number: number) => Promise<{ readonly json: unknown } | { readonly why: string }>,
): Promise<{ readonly items: readonly unknown[]; readonly why: string | null }> => {
  const items: unknown[] = [];
  for (let number = 1; number <= 5; number++) {
    const answer = await page(number);
    if ('why' in answer) return { items, why: answer.why };
    const list: readonly unknown[] = Array.isArray(answer.json) ? answer.json : [];
    items.push(...list);
    if (list.length < 100) return { items, why: null };
  }
  return { items, why: 'it has 500 repositories or more; the first 500 are taken' };
};
