import type { Failure, Result } from '../../contract/failure';

/** What a result holds, where anything else is a mistake of the test. */
export const valueOf = <T>(result: Result<T>): T => {
  if (result.ok) return result.value;
  throw new Error(`expected a value, got ${JSON.stringify(result.failure)}`);
};

export const failureOf = (result: Result<unknown>): Failure => {
  if (!result.ok) return result.failure;
  throw new Error('expected a failure, got a value');
};
