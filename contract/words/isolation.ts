import type { ResourceKind, SharedResource } from '../isolation';

export const kindWords: Readonly<Record<ResourceKind, string>> = {
  pool: 'Pool',
  database: 'Database',
  queue: 'Queue',
  host: 'Host',
  address: 'Address',
  credential: 'Credential',
};

/** `alert`: production shares it, and nobody has accepted that; `open`: others do, and nobody has. */
export type SharedLook = 'alert' | 'open' | 'accepted';

export const lookOf = ({ production, accepted }: SharedResource): SharedLook =>
  accepted !== null ? 'accepted' : production ? 'alert' : 'open';

/** Whether somebody has to do something about it. */
export const isAlert = (one: SharedResource): boolean => lookOf(one) === 'alert';

/** What it means, in a few words. */
export const sharedText = (one: SharedResource): string => {
  if (one.accepted !== null) return `Accepted: ${one.accepted}`;
  return one.production
    ? 'Production shares it: what happens elsewhere can happen there.'
    : 'Nobody has accepted it yet.';
};
