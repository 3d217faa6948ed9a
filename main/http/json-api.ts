import type { IncomingHttpHeaders } from 'node:http';
import type { Failure } from '../../contract/failure';
import type { PlaceholderValues } from '../../contract/placeholders';
import type { Secrets } from '../release/record-ports';
import { afterDoing, jsonOf } from './judge';
import { maskedJson } from './masked-json';
import { prepare, type Prepared, type Template } from './request';

/** What an API for programs answered. `sent`: it may have heard us, whatever came back. */
export type JsonAnswer =
  | { readonly ok: true; readonly json: unknown; readonly headers: IncomingHttpHeaders; readonly where: string }
  | { readonly ok: false; readonly failure: Failure; readonly sent: boolean; readonly where: string };

/** A status that says no before anything was done. */
const saysNo = (failure: Failure): boolean =>
  failure.kind === 'credentials-refused' ||
  failure.kind === 'endpoint-busy' ||
  (failure.kind === 'endpoint-refused' &&
    /^[34]\d\d/.test(failure.status) &&
    !afterDoing.has(Number(failure.status.slice(0, 3))));

/**
 * One request to an API that answers JSON; redirects are not followed, and an answer that is none is a failure with what came.
 * An empty answer (204) is null. No secret that was sent is in it.
 * @param withinMs for the whole answer
 */
export const askJson = async (
  template: Template,
  values: PlaceholderValues,
  secrets: Secrets,
  withinMs: number,
  signal: AbortSignal,
): Promise<JsonAnswer> => {
  const prepared = await prepare(template, values, secrets);
  if ('failure' in prepared) return { ok: false, failure: prepared.failure, sent: false, where: template.url };
  return answerOf(prepared, withinMs, signal);
};

/** Sends what is prepared, and reads the answer as `askJson` does. */
export const answerOf = async (prepared: Prepared, withinMs: number, signal: AbortSignal): Promise<JsonAnswer> => {
  const { where } = prepared;
  const answer = await prepared.send(withinMs, signal);
  if (answer.kind === 'answer' && answer.status === 204)
    return { ok: true, json: null, headers: answer.headers, where };
  const read = jsonOf(answer, prepared, withinMs);
  if ('json' in read)
    return {
      ok: true,
      json: maskedJson(read.json, prepared.mask),
      headers: answer.kind === 'answer' ? answer.headers : {},
      where,
    };
  const sent = answer.kind === 'failed' ? answer.sent : !saysNo(read.failure);
  return { ok: false, failure: read.failure, sent, where };
};
