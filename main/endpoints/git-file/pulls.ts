import { z } from 'zod';
import type { GitFileEndpoint } from '../../../contract/endpoint-kinds/git-file';
import type { Failure } from '../../../contract/failure';
import { fill } from '../../../contract/placeholders';
import { askJson, type JsonAnswer } from '../../http/json-api';
import type { Template } from '../../http/request';
import type { Secrets } from '../../release/record-ports';
import { bodyOf, type Wanted } from './wanted';

export type PullRequestConfig = NonNullable<GitFileEndpoint['pullRequest']>;

const pullSchema = z.object({
  number: z.number().int().positive(),
  state: z.enum(['open', 'closed']),
  merged_at: z.string().nullable(),
  body: z.string().nullable(),
  html_url: z.string().max(2000),
  head: z.object({ ref: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
  base: z.object({ ref: z.string() }),
});
export type Pull = z.infer<typeof pullSchema>;

const askMs = 10_000;
/** Gitea and Forgejo know neither `head` nor `per_page`: they list everybody's, so many a page. */
const fewest = 30;

export interface Pulled {
  readonly pulls: readonly Pull[];
  readonly whole: boolean;
}

/** A failed request; `sent`: it may have done what was asked all the same. */
export type Asked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure; readonly sent: boolean };

const parsed = <T>(schema: z.ZodType<T>, answer: JsonAnswer): Asked<T> => {
  if (!answer.ok) return answer;
  const read = schema.safeParse(answer.json);
  if (read.success) return { ok: true, value: read.data };
  const { where } = answer;
  const said = JSON.stringify(answer.json).slice(0, 500);
  return {
    ok: false,
    sent: true,
    failure: { kind: 'endpoint-nonsense', where, expected: 'a pull request, as GitHub describes it', said },
  };
};

/** Pull requests of a repository by GitHub's API (https://docs.github.com/rest/pulls), which Gitea and Forgejo speak as well. */
export const createPulls = (config: PullRequestConfig, wanted: Wanted, secrets: Secrets) => {
  const { values } = wanted;
  const branch = fill(config.branch, values);
  const target = fill(wanted.config.branch, values);
  const slug = fill(config.repository, values);
  const owner = slug.split('/')[0] ?? '';
  const base = `${config.api.replace(/\/+$/, '')}/repos/${config.repository}/pulls`;
  const headers = { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28', ...config.headers };
  const ask = async <T>(schema: z.ZodType<T>, template: Template, signal: AbortSignal): Promise<Asked<T>> =>
    parsed(schema, await askJson({ headers, ...template }, values, secrets, askMs, signal));
  const text = { title: wanted.title, body: bodyOf(wanted) };

  /** From our branch to the environment's; a fork may have branches of the same names. */
  const isOurs = ({ head, base }: Pull): boolean =>
    head.ref === branch && base.ref === target && (head.repo?.full_name ?? slug).toLowerCase() === slug.toLowerCase();

  return {
    branch,
    /** Those of our branch, the newest first. `whole`: there are no others. */
    list: async (state: 'open' | 'all', signal: AbortSignal): Promise<Asked<Pulled>> => {
      const query = `state=${state}&head=${encodeURIComponent(`${owner}:${branch}`)}&sort=created&direction=desc&per_page=100`;
      const answer = await ask(z.array(pullSchema), { url: `${base}?${query}` }, signal);
      if (!answer.ok) return answer;
      return { ok: true, value: { pulls: answer.value.filter(isOurs), whole: answer.value.length < fewest } };
    },
    read: (number: number, signal: AbortSignal) => ask(pullSchema, { url: `${base}/${number}` }, signal),
    open: (signal: AbortSignal) =>
      ask(pullSchema, { method: 'POST', url: base, json: { ...text, head: branch, base: target } }, signal),
    /** One that is open already is about this order from now on. */
    rename: (number: number, signal: AbortSignal) =>
      ask(pullSchema, { method: 'PATCH', url: `${base}/${number}`, json: text }, signal),
  };
};

export type Pulls = ReturnType<typeof createPulls>;
