import type { Failure } from '../../contract/failure';
import { fill, type PlaceholderValues } from '../../contract/placeholders';
import type { Secrets } from '../release/record-ports';
import { ask, type Answer, type Way } from './ask';
import { bodyOf, bodyTexts, type BodyTemplate } from './body';
import { plainUrl, readSecrets, secretUrl } from './secret-text';

export interface Template extends BodyTemplate {
  readonly method?: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly over?: Way | undefined;
}

export interface Prepared {
  /** Method and address as they may be shown: no secret, no user name, no query. */
  readonly where: string;
  readonly mask: (text: string) => string;
  /** Names of the secrets in it. */
  readonly secrets: readonly string[];
  /** @param overflow what an answer of more than 1 MB is: a failure, or its beginning */
  send(withinMs: number, signal: AbortSignal, overflow?: 'fail' | 'cut'): Promise<Answer>;
}

/** Letters beyond ASCII as people write them; as it stands where a % is no escape. */
const readable = (path: string): string => {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
};

/**
 * Fills a request of the workspace file; fails with `secret-missing`, `file-unreadable` or `endpoint-unreachable` before anything is
 * sent.
 * @param folder the workspace file's, for the files it sends
 */
export const prepare = async (
  template: Template,
  values: PlaceholderValues,
  secrets: Secrets,
  extra: Readonly<Record<string, string>> = {},
  folder: string | null = null,
): Promise<Prepared | { readonly failure: Failure }> => {
  const { method = 'GET', headers = {}, over } = template;
  const wrong = (why: string): { failure: Failure } => ({
    failure: { kind: 'endpoint-unreachable', where: template.url, why },
  });
  const plain = plainUrl(template.url, values);
  if (plain === null) return wrong('it is no http or https address');
  const texts = [template.url, ...Object.values(headers), ...bodyTexts(template)];
  const read = await readSecrets(texts, plain.origin, secrets);
  if (typeof read === 'string') return { failure: { kind: 'secret-missing', name: read } };
  const url = secretUrl(template.url, values, read);
  if (url === null) return wrong('a secret would change the host it is sent to');

  const put = (text: string): string => fill(text, values, read.values);
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), put(value)]);
  const built = await bodyOf(template, put, { folder, values });
  if (!built.ok) return { failure: built.failure };
  const body = built.value;
  const all: Record<string, string> = {
    accept: 'application/json',
    ...(body === null ? {} : { 'content-type': body.type }),
    ...Object.fromEntries(given),
    ...extra,
  };
  const send: Prepared['send'] = async (withinMs, signal, overflow = 'fail') => {
    const content = body === null ? {} : { body: body.content };
    const answer = await ask({
      url,
      method,
      headers: all,
      withinMs,
      signal,
      overflow,
      ...content,
      ...(over ? { over } : {}),
    });
    return answer.kind === 'failed' ? { ...answer, why: read.mask(answer.why) } : answer;
  };
  return {
    where: `${method} ${plain.origin}${readable(plain.pathname)}`,
    mask: read.mask,
    secrets: [...read.values.keys()],
    send,
  };
};

/** The same, with what another request's mask hides hidden too: what one was sent may come back in the answer to the other. */
export const alsoHiding = (prepared: Prepared, mask: Prepared['mask']): Prepared => ({
  ...prepared,
  mask: (text) => mask(prepared.mask(text)),
});
