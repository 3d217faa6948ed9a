import type { Failure } from '../../contract/failure';

/**
 * What an endpoint answered. A receipt is not success.
 * `refused`: it said no and says nothing changed. `unclear`: it may or may not have heard us.
 */
export type Receipt =
  | { readonly kind: 'accepted'; readonly text: string }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'unclear'; readonly failure: Failure };

export type Progress =
  | { readonly type: 'step'; readonly text: string }
  /** Raw output as it came, ANSI codes and all; at most 64 KB a piece. */
  | { readonly type: 'log'; readonly text: string }
  | { readonly type: 'receipt'; readonly receipt: Receipt };
