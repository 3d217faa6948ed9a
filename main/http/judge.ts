import { STATUS_CODES } from 'node:http';
import type { Failure } from '../../contract/failure';
import type { Receipt } from '../release/receipt';
import type { Answer } from './ask';
import { isDeeperThan } from './nested';
import { looksLikePage, pageWords } from './page';
import type { Prepared } from './request';

type Given = Extract<Answer, { kind: 'answer' }>;
type Failed = Extract<Answer, { kind: 'failed' }>;

/** Of JSON; deeper than any API's answer. */
const deepest = 200;

/** An answer's text as it may be shown: no secret, of a page its words only, no line breaks without end. */
export const said = (text: string, prepared: Prepared): string => {
  const masked = prepared.mask(looksLikePage(text) ? pageWords(text) : text).trim();
  return masked === '' ? 'nothing' : masked.length > 500 ? `${masked.slice(0, 500)}…` : masked;
};

export const statusText = (status: number): string => `${status} ${STATUS_CODES[status] ?? ''}`.trim();

/** A page for people where a program was expected: a login, a proxy, a captive portal. */
export const isPage = (answer: Given): boolean =>
  /html/i.test(answer.headers['content-type'] ?? '') || looksLikePage(answer.text);

export const failureOf = (answer: Failed, prepared: Prepared, withinMs: number): Failure => {
  const { where } = prepared;
  if (answer.cause === 'cancelled') return { kind: 'cancelled' };
  if (answer.cause === 'late') return { kind: 'endpoint-hangs', where, afterMs: withinMs };
  if (answer.cause === 'too-long')
    return { kind: 'endpoint-nonsense', where, expected: 'a short answer', said: answer.why };
  if (answer.cause !== 'lost') return { kind: 'endpoint-unreachable', where, why: answer.why };
  const why = `the connection was lost after it was sent: ${answer.why}`;
  return { kind: 'endpoint-unreachable', where, why, sent: true };
};

const redirect = (answer: Given, prepared: Prepared): string => {
  const to = prepared.mask(answer.headers.location ?? 'nowhere');
  return `a redirect to ${to}, which is not followed: what is meant for one address is not sent to another`;
};

/** How long it asks to be left alone, in ms; null where it does not say so in a way that can be read. */
const retryAfterMs = (answer: Given): number | null => {
  const given = answer.headers['retry-after'];
  if (given === undefined) return null;
  // Its date is of its own clock, which its Date header tells.
  const itsNow = Date.parse(answer.headers.date ?? '') || Date.now();
  const ms = /^\d{1,7}$/.test(given) ? Number(given) * 1000 : Date.parse(given) - itsNow;
  return Number.isFinite(ms) && ms >= 0 ? ms : null;
};

/** How far the clock of who answered is ahead, where that is more than a minute. */
const clockMs = (answer: Given): number | null => {
  const ahead = Date.parse(answer.headers.date ?? '') - Date.now();
  return Number.isFinite(ahead) && Math.abs(ahead) > 60_000 ? Math.round(ahead) : null;
};

/** What an answer that is no 2xx says went wrong. GitHub says 403 where others say 429. */
const failureIn = (answer: Given, prepared: Prepared, text: string): Failure => {
  const { where, secrets } = prepared;
  const status = statusText(answer.status);
  const limited = answer.headers['x-ratelimit-remaining'] === '0' || answer.headers['retry-after'] !== undefined;
  if (answer.status === 429 || (limited && (answer.status === 403 || answer.status === 503)))
    return { kind: 'endpoint-busy', where, status, retryAfterMs: retryAfterMs(answer) };
  if (answer.status === 401 || answer.status === 403)
    return { kind: 'credentials-refused', where, status, said: text, secrets, clockMs: clockMs(answer) };
  return { kind: 'endpoint-refused', where, status, said: text };
};

/** What a server may answer after it has done what a POST asked: 303, and 302 since before there was a 303 (Jenkins, once queued). */
export const afterDoing: ReadonlySet<number> = new Set([302, 303]);

/** What the workspace file says of an order's answers. */
export interface Rules {
  readonly accept?: readonly number[] | undefined;
  readonly refused?: string | undefined;
}

/** Reads a deploy request's answer. Only what says no before doing anything is a refusal; what is in doubt stays unclear. */
export const receiptOf = (
  answer: Answer,
  prepared: Prepared,
  { accept, refused }: Rules,
  withinMs: number,
): Receipt => {
  const { where } = prepared;
  if (answer.kind === 'failed') {
    const failure = failureOf(answer, prepared, withinMs);
    return { kind: answer.sent ? 'unclear' : 'refused', failure };
  }
  const { status } = answer;
  if (refused !== undefined && answer.text.trimStart().startsWith(refused)) {
    const failure: Failure = {
      kind: 'endpoint-refused',
      where,
      status: statusText(status),
      said: said(answer.text, prepared),
    };
    return { kind: 'refused', failure };
  }
  const isAccepted = accept === undefined ? status >= 200 && status < 300 : accept.includes(status);
  if (isAccepted && isPage(answer)) {
    const expected = 'an answer for programs, not a page for people';
    return {
      kind: 'unclear',
      failure: { kind: 'endpoint-nonsense', where, expected, said: said(answer.text, prepared) },
    };
  }
  if (isAccepted) return { kind: 'accepted', text: `${where} answered ${statusText(status)}` };
  const refusal = (text: string): Failure => failureIn(answer, prepared, text);
  const no = refusal(said(answer.text, prepared));
  if (status >= 300 && status < 400)
    return { kind: afterDoing.has(status) ? 'unclear' : 'refused', failure: refusal(redirect(answer, prepared)) };
  // Who says when to come again has done nothing, whatever the status.
  if ((status >= 400 && status < 500) || no.kind === 'endpoint-busy') return { kind: 'refused', failure: no };
  if (status >= 500) return { kind: 'unclear', failure: no };
  const expected = `one of the statuses ${(accept ?? []).join(', ')}`;
  const text = `${statusText(status)}: ${said(answer.text, prepared)}`;
  return { kind: 'unclear', failure: { kind: 'endpoint-nonsense', where, expected, said: text } };
};

/** A 2xx answer's JSON; anything else is a failure that says what came. */
export const jsonOf = (
  answer: Answer,
  prepared: Prepared,
  withinMs: number,
): { readonly json: unknown } | { readonly failure: Failure } => {
  const { where } = prepared;
  if (answer.kind === 'failed') return { failure: failureOf(answer, prepared, withinMs) };
  const { status } = answer;
  if (status < 200 || status >= 300) {
    const text = status >= 300 && status < 400 ? redirect(answer, prepared) : said(answer.text, prepared);
    return { failure: failureIn(answer, prepared, text) };
  }
  try {
    const json: unknown = JSON.parse(answer.text);
    if (!isDeeperThan(json, deepest)) return { json };
    const said = `JSON nested deeper than ${deepest}`;
    return { failure: { kind: 'endpoint-nonsense', where, expected: 'JSON that can be read', said } };
  } catch {
    const text = said(answer.text, prepared);
    return { failure: { kind: 'endpoint-nonsense', where, expected: 'JSON', said: text } };
  }
};
