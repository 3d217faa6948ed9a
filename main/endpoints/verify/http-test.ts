import { milliseconds } from '../../../contract/duration';
import type { PlaceholderValues } from '../../../contract/placeholders';
import type { VerificationConfig } from '../../../contract/verification';
import { ask } from '../../http/ask';
import { plainUrl } from '../../http/secret-text';
import { resultOf, type TestEvent } from './test-event';

type HttpVerification = Extract<VerificationConfig, { http: string }>;

/** One GET, judged by its status and what its answer holds. */
export async function* httpTest(
  test: HttpVerification,
  values: PlaceholderValues,
  signal: AbortSignal,
): AsyncGenerator<TestEvent, void, undefined> {
  const begun = performance.now();
  const end = (passed: boolean, text: string): TestEvent =>
    resultOf(test.name, passed, text, performance.now() - begun);
  const url = plainUrl(test.http, values);
  if (url === null) return yield end(false, `${test.http} is no http or https address`);
  yield { type: 'log', text: `GET ${url.href}\n` };
  const answer = await ask({ url, withinMs: milliseconds(test.within), signal, overflow: 'cut' });
  if (answer.kind === 'failed') return yield end(false, answer.cause === 'cancelled' ? 'cancelled' : answer.why);
  const status = test.expect?.status ?? 200;
  const text = test.expect?.text;
  yield { type: 'log', text: `${answer.status}\n${answer.text.slice(0, 8000)}\n` };
  if (answer.status !== status) {
    const said = answer.text.trim().slice(0, 500);
    return yield end(false, `it answered ${answer.status}, not ${status}${said === '' ? '' : `: ${said}`}`);
  }
  if (text !== undefined && !answer.text.includes(text)) {
    return yield end(false, `its answer lacks "${text}": ${answer.text.trim().slice(0, 500)}`);
  }
  yield end(true, `it answered ${answer.status}`);
}
