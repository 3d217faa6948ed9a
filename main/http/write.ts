import type { ClientRequest, OutgoingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Stream } from './body';

export type Content = string | Stream;

const largeBytes = 1024 * 1024;
const asked = (content: Content): boolean => typeof content !== 'string' && content.bytes > largeBytes;

/**
 * Whoever refuses a large body often closes while it is sent, and the answer that says why is lost with the connection. So, as curl
 * does, it is asked for first.
 */
export const headersFor = (content: Content): OutgoingHttpHeaders => ({
  'content-length': typeof content === 'string' ? Buffer.byteLength(content) : content.bytes,
  ...(asked(content) ? { expect: '100-continue' } : {}),
});

/** A server that does not know `Expect` says nothing. curl waits for 1 s; a busy Tomcat was seen to take longer. */
const unansweredMs = 3000;

/** Sends what a request carries and ends it. @param fail what could not be read, or the connection */
export const write = (outgoing: ClientRequest, content: Content | undefined, fail: (error: Error) => void): void => {
  if (content === undefined || typeof content === 'string') {
    outgoing.end(content);
    return;
  }
  let begun = false;
  const begin = (): void => {
    clearTimeout(unanswered);
    if (begun || outgoing.destroyed) return;
    begun = true;
    pipeline(Readable.from(content.open(), { objectMode: false }), outgoing).catch((error: unknown) =>
      fail(error instanceof Error ? error : new Error(String(error))),
    );
  };
  const unanswered = setTimeout(begin, unansweredMs);
  // An answer before the body is the last word.
  outgoing.once('response', () => clearTimeout(unanswered));
  outgoing.once('close', () => clearTimeout(unanswered));
  if (!asked(content)) return begin();
  outgoing.once('continue', begin);
  outgoing.flushHeaders();
};
