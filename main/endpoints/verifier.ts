import { milliseconds, type VerificationConfig } from '../../contract/endpoint';
import type { TestResult } from '../../contract/entry';
import { fill, secretsIn, type PlaceholderValues } from '../../contract/placeholders';
import { lastLines } from '../processes/last-lines';
import { runCommand } from '../processes/run-command';
import type { Verifier } from '../release/ports';
import { ask } from './http/ask';
import { plainUrl } from './http/secret-text';

export interface VerifierOptions {
  /** The workspace file's folder: where commands run. */
  readonly folder: string;
}

type Event = { readonly type: 'log'; readonly text: string } | { readonly type: 'result'; readonly result: TestResult };
type RunVerification = Extract<VerificationConfig, { run: readonly string[] }>;
type HttpVerification = Extract<VerificationConfig, { http: string }>;

const resultOf = (name: string, passed: boolean, text: string, ms: number): Event => ({
  type: 'result',
  result: { name, passed, text: text.slice(0, 4000), ms: Math.round(ms) },
});

async function* runTest(
  folder: string,
  test: RunVerification,
  values: PlaceholderValues,
  signal: AbortSignal,
): AsyncGenerator<Event, void, undefined> {
  let tail = '';
  const run = test.run.map((text) => fill(text, values));
  for await (const event of runCommand({ run, cwd: folder, withinMs: milliseconds(test.within) }, signal)) {
    if (event.type === 'output') {
      tail = (tail + event.text).slice(-20_000);
      yield { type: 'log', text: event.text };
      continue;
    }
    const { result, ms } = event;
    if (result.ok) return yield resultOf(test.name, true, lastLines(tail, 3), ms);
    const { failure } = result;
    const why = failure.kind === 'command-failed' ? `${failure.code}: ${failure.said}` : failure.kind;
    return yield resultOf(test.name, false, why, ms);
  }
}

async function* httpTest(
  test: HttpVerification,
  values: PlaceholderValues,
  signal: AbortSignal,
): AsyncGenerator<Event, void, undefined> {
  const begun = performance.now();
  const end = (passed: boolean, text: string): Event => resultOf(test.name, passed, text, performance.now() - begun);
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

/** Runs verifications: a command of the workspace, or one GET. Neither is given secrets. */
export const createVerifier = ({ folder }: VerifierOptions): Verifier => ({
  async *run(verification, values, signal) {
    const texts = 'run' in verification ? verification.run : [verification.http];
    const [secret] = texts.flatMap(secretsIn);
    if (secret !== undefined) {
      yield resultOf(verification.name, false, `it asks for the secret ${secret}, and tests are given none`, 0);
    } else if ('run' in verification) yield* runTest(folder, verification, values, signal);
    else yield* httpTest(verification, values, signal);
  },
});
