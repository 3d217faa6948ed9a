import { secretsIn } from '../../../contract/placeholders';
import type { Verifier } from '../../release/ports';
import type { Secrets } from '../../release/record-ports';
import { alertmanagerTest } from './alertmanager-test';
import { httpTest } from './http-test';
import { prometheusTest } from './prometheus-test';
import { runTest } from './run-test';
import { resultOf } from './test-event';

export interface VerifierOptions {
  /** The workspace file's folder: where commands run. */
  readonly folder: string;
  /** For the headers of monitoring systems. */
  readonly secrets: Secrets;
}

/** Runs verifications. Commands and plain requests are given no secrets. */
export const createVerifier = ({ folder, secrets }: VerifierOptions): Verifier => ({
  async *run(verification, values, sentAt, signal) {
    const texts = 'run' in verification ? verification.run : 'http' in verification ? [verification.http] : [];
    const [secret] = texts.flatMap(secretsIn);
    if (secret !== undefined) {
      yield resultOf(verification.name, false, `it asks for the secret ${secret}, and tests are given none`, 0);
    } else if ('run' in verification) yield* runTest(folder, verification, values, signal);
    else if ('http' in verification) yield* httpTest(verification, values, signal);
    else if ('prometheus' in verification) yield* prometheusTest(verification, values, sentAt, secrets, signal);
    else yield* alertmanagerTest(verification, values, secrets, signal);
  },
});
