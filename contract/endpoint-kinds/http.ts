import { z } from 'zod';
import { durationText } from '../duration';
import { pointer, statusCode, strings, text } from '../keys';
import { observeUrl } from '../observe';

const part = z.union([text, z.strictObject({ file: text })]);

/** What a request carries; at most one of them. */
const body = {
  json: z.json().optional(),
  /** `application/x-www-form-urlencoded`. */
  form: strings.optional(),
  /** `multipart/form-data`; a part may be a file, inside the workspace file's folder. */
  multipart: z.record(z.string(), part).optional(),
  /** The bytes of a file, inside the workspace file's folder. */
  file: text.optional(),
};

/** Any deployment system with an HTTP interface. */
export const httpEndpoint = z.strictObject({
  kind: z.literal('http'),
  deploy: z.strictObject({
    method: z.enum(['POST', 'PUT', 'PATCH']).default('POST'),
    url: text,
    headers: strings.optional(),
    ...body,
    /** For the whole answer, with what is sent before it. Default: 30s. */
    within: durationText.optional(),
    accept: z.array(statusCode).min(1).optional(),
    /** An answer that begins so is a refusal, whatever its status. */
    refused: text.optional(),
    /** Where the answer names the order: `${receipt.id}` in `status`, `log` and `cancel`. */
    id: pointer.optional(),
  }),
  status: z
    .strictObject({
      url: text,
      headers: strings.optional(),
      state: pointer,
      done: z.array(text).min(1),
      failed: z.array(text).default([]),
      every: durationText.default('2s'),
      within: durationText.default('10m'),
    })
    .optional(),
  /** Its text so far, read as often as the status. */
  log: z.strictObject({ url: text, headers: strings.optional() }).optional(),
  /** Sent once `status.within` is over: nothing is left running that nobody waits for. */
  cancel: z
    .strictObject({
      method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']).default('POST'),
      url: text,
      headers: strings.optional(),
      json: z.json().optional(),
    })
    .optional(),
  observe: observeUrl,
});
export type HttpEndpoint = z.infer<typeof httpEndpoint>;

/** Can its status be asked about an order whose answer was lost? Only where the address or a header names the order by our id. */
export const findsBy = ({ status, deploy }: Pick<HttpEndpoint, 'status' | 'deploy'>): boolean =>
  deploy.id === undefined && JSON.stringify([status?.url, status?.headers]).includes('${deployment.id}');
