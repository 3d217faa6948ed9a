import { STATUS_CODES } from 'node:http';
import type { Failure } from '../../../contract/failure';
import type { Receipt } from '../../release/receipt';
import type { Answer } from './ask';
import type { Prepared } from './request';

type Given = Extract<Answer, { kind: 'answer' }>;
type Failed = Extract<Answer, { kind: 'failed' }>;

/** An answer's text as it may be shown: no secret, no line breaks without end. */
export const said = (text: string, prepared: Prepared): string => {
  const masked = prepared.mask(text).trim();
  return masked === '' ? 'nothing' : masked.length > 500 ? `${masked.slice(0, 500)}…` : masked;
};

export const statusText = (status: number): string => `${status} ${STATUS_CODES[status] ?? ''}`.trim();

/** A page for people where a program was expected: a login, a proxy, a captive portal. */
export const isPage = (answer: Given): boolean =>
  /html/i.test(answer.headers['content-type'] ?? '') || /^\s*(?:<!doctype\s+html|<html)/i.test(answer.text);

export const failureOf = (answer: Failed, prepared: Prepared, withinMs: number): Failure => {
  const { where } = prepared;
  if (answer.cause === 'cancelled') return { kind: 'cancelled' };
  if (answer.cause === 'late') return { kind: 'endpoint-hangs', where, afterMs: withinMs };
  if (answer.cause === 'too-long')
    return { kind: 'endpoint-nonsense', where, expected: 'a short answer', said: answer.why };
  const why = answer.cause === 'lost' ? `the connection was lost after it was sent: ${answer.why}` : answer.why;
  return { kind: 'endpoint-unreachable', where, why };
};

const redirect = (answer: Given, prepared: Prepared): string => {
  const to = prepared.mask(answer.headers.location ?? 'nowhere');
  return `a redirect to ${to}, which is not followed: what is meant for one address is not sent to another`;
};

/** Reads a deploy request's answer. Only what says no before doing anything is a refusal; what is in doubt stays unclear. */
export const receiptOf = (
  answer: Answer,
  prepared: Prepared,
  accept: readonly number[] | null,
  withinMs: number,
): Receipt => {
  const { where } = prepared;
  if (answer.kind === 'failed') {
    const failure = failureOf(answer, prepared, withinMs);
    return { kind: answer.sent ? 'unclear' : 'refused', failure };
  }
  const { status } = answer;
  const isAccepted = accept === null ? status >= 200 && status < 300 : accept.includes(status);
  if (isAccepted && isPage(answer)) {
    const expected = 'an answer for programs, not a page for people';
    return {
      kind: 'unclear',
      failure: { kind: 'endpoint-nonsense', where, expected, said: said(answer.text, prepared) },
    };
  }
  if (isAccepted) return { kind: 'accepted', text: `${where} answered ${statusText(status)}` };
  const refusal = (text: string): Failure => ({
    kind: 'endpoint-refused',
    where,
    status: statusText(status),
    said: text,
  });
  // 303 is what a server answers after it has done what a POST asked.
  if (status === 303) return { kind: 'unclear', failure: refusal(redirect(answer, prepared)) };
  if (status >= 300 && status < 400) return { kind: 'refused', failure: refusal(redirect(answer, prepared)) };
  if (status >= 400 && status < 500) return { kind: 'refused', failure: refusal(said(answer.text, prepared)) };
  if (status >= 500) return { kind: 'unclear', failure: refusal(said(answer.text, prepared)) };
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
    return { failure: { kind: 'endpoint-refused', where, status: statusText(status), said: text } };
  }
  try {
    const json: unknown = JSON.parse(answer.text);
    return { json };
  } catch {
    const text = said(answer.text, prepared);
    return { failure: { kind: 'endpoint-nonsense', where, expected: 'JSON', said: text } };
  }
};
