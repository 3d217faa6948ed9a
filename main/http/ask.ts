import { request as overHttp, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { request as overHttps } from 'node:https';
import { certificateTrouble } from './certificate';
import { trustedSigners } from './trusted-signers';
import { headersFor, write, type Content } from './write';

export interface Question {
  readonly url: URL;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Content;
  /** From now to the last byte of the answer. */
  readonly withinMs: number;
  readonly signal?: AbortSignal;
  /** An answer of more than `limitBytes`: fail, or cut it. Default `fail`. */
  readonly overflow?: 'fail' | 'cut';
  /** Default 1 MB. */
  readonly limitBytes?: number;
  readonly over?: Way;
}

/** Another way there than the plain one: a socket of this machine, or TLS with certificates of its own (PEM). */
export interface Way {
  readonly socketPath?: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

export type Answer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly text: string;
    }
  | {
      readonly kind: 'failed';
      readonly cause: 'unreachable' | 'late' | 'lost' | 'too-long' | 'cancelled';
      readonly why: string;
      /** False only where it is certain that not one byte of the request left: no connection was made. */
      readonly sent: boolean;
    };

type Trouble = Extract<Answer, { kind: 'failed' }>['cause'];

const megabyte = 1024 * 1024;

const reason = (error: Error & { code?: unknown; errors?: unknown }): string => {
  // Several addresses were tried (localhost has two): the first failure stands for all.
  const first: unknown = Array.isArray(error.errors) ? error.errors[0] : null;
  if (first instanceof Error) return reason(first);
  const distrust = certificateTrouble(error);
  if (distrust !== null) return distrust;
  return typeof error.code === 'string' && !error.message.includes(error.code)
    ? `${error.code} ${error.message}`
    : error.message;
};

/**
 * One HTTP request on a connection of its own. Redirects are answers, never followed. node:http and not fetch: it tells whether
 * a connection was made before the failure, and fetch warns on Node 18.
 */
export const ask = (question: Question): Promise<Answer> =>
  new Promise((resolve) => {
    const { url, withinMs, signal, body, limitBytes = megabyte } = question;
    let connected = false;
    let settled = false;
    const settle = (answer: Answer): void => {
      if (settled) return;
      settled = true;
      clearTimeout(deadline);
      signal?.removeEventListener('abort', cancel);
      resolve(answer);
      outgoing?.destroy();
    };
    const fail = (cause: Trouble, why: string): void => settle({ kind: 'failed', cause, why, sent: connected });
    const cancel = (): void => fail('cancelled', 'cancelled');
    const deadline = setTimeout(
      () =>
        fail(
          'late',
          connected ? `no complete answer within ${withinMs / 1000} s` : `no connection within ${withinMs / 1000} s`,
        ),
      withinMs,
    );
    let outgoing: ReturnType<typeof overHttp> | null = null;
    if (signal?.aborted === true) return cancel();
    signal?.addEventListener('abort', cancel, { once: true });

    const headers: OutgoingHttpHeaders = {
      'user-agent': 'humdrum',
      'accept-encoding': 'identity',
      ...question.headers,
    };
    if (body !== undefined) Object.assign(headers, headersFor(body));
    const secure = url.protocol === 'https:';
    const options = {
      method: question.method ?? 'GET',
      headers,
      agent: false,
      ...question.over,
      autoSelectFamily: true, // Not yet the default in Node 18: localhost would be one address only.
    };
    try {
      outgoing = secure ? overHttps(url, { ...options, ...trustedSigners() }) : overHttp(url, options);
    } catch (error) {
      // A header with a line break, a protocol that is not HTTP.
      return fail('unreachable', error instanceof Error ? error.message : String(error));
    }
    outgoing.on('socket', (socket) => {
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        connected = true;
      });
    });
    outgoing.on('error', (error) => fail(connected ? 'lost' : 'unreachable', reason(error)));
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      const finish = (): void => {
        const text = Buffer.concat(chunks).toString('utf8');
        settle({ kind: 'answer', status: incoming.statusCode ?? 0, headers: incoming.headers, text });
      };
      incoming.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= limitBytes) chunks.push(chunk);
        else if (question.overflow === 'cut') finish();
        else fail('too-long', `the answer is longer than ${limitBytes} bytes`);
      });
      incoming.on('end', () =>
        incoming.complete ? finish() : fail('lost', 'the connection closed in the middle of the answer'),
      );
      incoming.on('error', (error) => fail('lost', reason(error)));
    });
    write(outgoing, body, (error) => fail(connected ? 'lost' : 'unreachable', reason(error)));
  });
