import type { TestResult } from '../../../contract/entry';

/** What a verification says while it goes on; its result comes last. */
export type TestEvent =
  | { readonly type: 'log'; readonly text: string }
  | { readonly type: 'result'; readonly result: TestResult };

/** @param ms how long it took */
export const resultOf = (name: string, passed: boolean, text: string, ms: number): TestEvent => ({
  type: 'result',
  result: { name, passed, text: text.slice(0, 4000), ms: Math.round(ms) },
});
