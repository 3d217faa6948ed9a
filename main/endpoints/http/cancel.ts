import type { HttpEndpoint } from '../../../contract/endpoint-kinds/http';
import { explain } from '../../../contract/explain';
import type { PlaceholderValues } from '../../../contract/placeholders';
import type { Secrets } from '../../release/record-ports';
import { failureOf, said, statusText } from '../../http/judge';
import { prepare } from '../../http/request';

const requestMs = 10_000;

/** Tells the system to stop, once, and says what it answered: whether it did is its status' to say. */
export const tellToStop = async (
  cancel: NonNullable<HttpEndpoint['cancel']>,
  values: PlaceholderValues,
  secrets: Secrets,
  signal: AbortSignal,
): Promise<string> => {
  const prepared = await prepare(cancel, values, secrets);
  if ('failure' in prepared) return `It takes too long, and can’t be told to stop: ${explain(prepared.failure).what}`;
  const answer = await prepared.send(requestMs, signal);
  const came =
    answer.kind === 'failed'
      ? explain(failureOf(answer, prepared, requestMs)).what
      : `it answered ${statusText(answer.status)}: ${said(answer.text, prepared)}`;
  return `It takes too long and was told to stop by ${prepared.where}: ${came}`;
};
