import { milliseconds } from '../../../contract/duration';
import { fill, type PlaceholderValues } from '../../../contract/placeholders';
import type { VerificationConfig } from '../../../contract/verification';
import { lastLines } from '../../processes/last-lines';
import { runCommand } from '../../processes/run-command';
import { resultOf, type TestEvent } from './test-event';

type RunVerification = Extract<VerificationConfig, { run: readonly string[] }>;

/** A command of the workspace: it passes where it ends with 0. @param folder where it runs */
export async function* runTest(
  folder: string,
  test: RunVerification,
  values: PlaceholderValues,
  signal: AbortSignal,
): AsyncGenerator<TestEvent, void, undefined> {
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
