import type { Iso, Person } from './commit';

/** What probably made an environment run something else than the ledger says, from what ledger and git know. */
export type DriftCause =
  | { readonly kind: 'stopped' }
  /** Somebody’s deployment of just that, which was never seen to end. */
  | { readonly kind: 'unfinished'; readonly by: Person; readonly at: Iso }
  /** It is mainline’s newest. */
  | { readonly kind: 'mainline' }
  /** It had been deployed here; `previous`: right before what is recorded. */
  | { readonly kind: 'earlier'; readonly by: Person; readonly at: Iso; readonly previous: boolean }
  /** Nobody here deployed it; `newest`: the newest change in it, null where the repository does not have it. */
  | {
      readonly kind: 'stranger';
      readonly newest: { readonly author: Person; readonly subject: string; readonly at: Iso } | null;
    };
