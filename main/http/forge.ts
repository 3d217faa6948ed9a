import { z } from 'zod';
import type { Failure } from '../../contract/failure';
import type { PlaceholderValues } from '../../contract/placeholders';
import type { Secrets } from '../release/record-ports';
import { askJson } from './json-api';
import { jsonOf } from './judge';
import { maskedJson } from './masked-json';
import { prepare, type Template } from './request';

/** What a forge answered. `sent`: it may have heard us, whatever came back. */
export type Told<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure; readonly sent: boolean };

/** The interface for programs of one GitHub or GitLab. Paths come after the address of its API, parts escaped. */
export interface Forge {
  readonly api: string;
  get<T>(path: string, shape: z.ZodType<T>, signal: AbortSignal, withinMs?: number): Promise<Told<T>>;
  /** Sent once. Its texts may hold placeholders. */
  post<T>(path: string, json: Template['json'], shape: z.ZodType<T>, signal: AbortSignal): Promise<Told<T>>;
  /** A plain text, at most 1 MB. */
  text(path: string, signal: AbortSignal): Promise<Told<string>>;
}

/**
 * What was read of answers, by address, and what to ask by whether it is still true: GitHub does not count such an answer against its
 * limit. An address has one shape, and only that is kept: answers are up to 1 MB each.
 */
export type Kept = Map<string, { readonly tag: string; readonly json: unknown }>;

export interface Connection {
  readonly api: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly values: PlaceholderValues;
  readonly secrets: Secrets;
  readonly kept: Kept;
  /** For the whole answer to a POST. Default 30,000. */
  readonly postMs?: number | undefined;
}

const mostKept = 1000;
const getMs = 4000;

const complaint = z.object({
  message: z.unknown().optional(),
  error: z.unknown().optional(),
  errors: z.array(z.unknown()).optional(),
});

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What GitHub and GitLab say went wrong stands in `message`, `error` and `errors`; the rest is for programs. */
const sayPlainly = (failure: Failure): Failure => {
  if (failure.kind !== 'endpoint-refused' && failure.kind !== 'credentials-refused') return failure;
  try {
    const { message, error, errors = [] } = complaint.parse(JSON.parse(failure.said));
    const parts = [message, error, ...errors].filter((part) => part !== undefined).map(plain);
    return parts.length === 0 ? failure : { ...failure, said: parts.join('; ') };
  } catch {
    return failure;
  }
};

export const createForge = ({ api, headers, values, secrets, kept, postMs = 30_000 }: Connection): Forge => {
  const base = api.replace(/\/+$/, '');
  const failed = (failure: Failure, sent: boolean): Told<never> => ({ ok: false, failure: sayPlainly(failure), sent });
  const read = <T>(json: unknown, shape: z.ZodType<T>, where: string): Told<T> => {
    const parsed = shape.safeParse(json);
    if (parsed.success) return { ok: true, value: parsed.data };
    const expected = z.prettifyError(parsed.error).slice(0, 300);
    const said = JSON.stringify(json ?? null).slice(0, 300);
    return failed({ kind: 'endpoint-nonsense', where, expected, said }, true);
  };
  return {
    api: base,
    get: async (path, shape, signal, withinMs = getMs) => {
      const url = base + path;
      const known = kept.get(url);
      const extra = known ? { 'if-none-match': known.tag } : undefined;
      const prepared = await prepare({ url, headers }, values, secrets, extra);
      if ('failure' in prepared) return failed(prepared.failure, false);
      const answer = await prepared.send(withinMs, signal);
      if (known && answer.kind === 'answer' && answer.status === 304) return read(known.json, shape, prepared.where);
      const found = jsonOf(answer, prepared, withinMs);
      if ('failure' in found) return failed(found.failure, true);
      const told = read(maskedJson(found.json, prepared.mask), shape, prepared.where);
      const tag = answer.kind === 'answer' ? answer.headers.etag : undefined;
      kept.delete(url);
      if (tag !== undefined && told.ok) kept.set(url, { tag, json: told.value });
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return told;
    },
    post: async (path, json, shape, signal) => {
      const answer = await askJson(
        { method: 'POST', url: base + path, headers, json },
        values,
        secrets,
        postMs,
        signal,
      );
      return answer.ok ? read(answer.json, shape, answer.where) : failed(answer.failure, answer.sent);
    },
    text: async (path, signal) => {
      const prepared = await prepare(
        { url: base + path, headers: { ...headers, accept: 'text/plain' } },
        values,
        secrets,
      );
      if ('failure' in prepared) return failed(prepared.failure, false);
      const answer = await prepared.send(getMs, signal);
      if (answer.kind === 'answer' && answer.status === 200) return { ok: true, value: prepared.mask(answer.text) };
      const found = jsonOf(answer, prepared, getMs);
      const nonsense: Failure = {
        kind: 'endpoint-nonsense',
        where: prepared.where,
        expected: '200',
        said: 'something else',
      };
      return failed('failure' in found ? found.failure : nonsense, true);
    },
  };
};
