import type { HttpEndpoint } from '../../../contract/endpoint-kinds/http';
import type { PlaceholderValues } from '../../../contract/placeholders';
import type { Progress } from '../../release/receipt';
import type { Secrets } from '../../release/record-ports';
import type { Answer } from '../../http/ask';
import { isPage } from '../../http/judge';
import { alsoHiding, prepare, type Prepared } from '../../http/request';

const requestMs = 3000;
const pieceLength = 16_384; // At most 64 KB, whatever it is written in.

/** A log as text; aptly, for one, sends it as a text in JSON. */
const textOf = (answer: Answer): string | null => {
  if (answer.kind === 'failed' || answer.status < 200 || answer.status >= 300 || isPage(answer)) return null;
  if (!/json/i.test(answer.headers['content-type'] ?? '')) return answer.text;
  try {
    const json: unknown = JSON.parse(answer.text);
    return typeof json === 'string' ? json : answer.text;
  } catch {
    return answer.text;
  }
};

const pieces = (text: string): readonly string[] => text.match(new RegExp(`[^]{1,${pieceLength}}`, 'gu')) ?? [];

export interface Log {
  /** What is new since the last time, in whole lines; at the end, what is left. Nothing where it can't be read. */
  readonly more: (end: boolean, signal: AbortSignal) => Promise<readonly Progress[]>;
}

/** Follows what a system writes about an order, from an address that always gives all of it so far. @param sent the order */
export const followLog = async (
  template: HttpEndpoint['log'],
  values: PlaceholderValues,
  secrets: Secrets,
  sent: Prepared,
): Promise<Log> => {
  if (template === undefined) return { more: async () => [] };
  const own = await prepare(
    { ...template, headers: { accept: 'text/plain, */*;q=0.5', ...template.headers } },
    values,
    secrets,
  );
  const prepared = 'failure' in own ? own : alsoHiding(own, sent.mask);
  let shown = '';
  const more: Log['more'] = async (end, signal) => {
    if ('failure' in prepared) return [];
    const text = textOf(await prepared.send(requestMs, signal, 'cut'));
    if (text === null) return [];
    // Whole lines only: half a secret at the end of what there is so far would not be known for one.
    const whole = end ? text : text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
    const fresh = whole.startsWith(shown) ? whole.slice(shown.length) : shown.startsWith(whole) ? '' : whole;
    if (!shown.startsWith(whole)) shown = whole;
    return pieces(prepared.mask(fresh)).map((piece) => ({ type: 'log', text: piece }));
  };
  return { more };
};
