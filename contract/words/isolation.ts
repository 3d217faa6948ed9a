import type { ResourceKind, SharedResource } from '../isolation';

export const kindWords: Readonly<Record<ResourceKind, string>> = {
  pool: 'Pool',
  database: 'Database',
  queue: 'Queue',
  host: 'Host',
  address: 'Address',
  credential: 'Credential',
};

/** Whether somebody has to do something about it: production shares it, and nobody agreed to that. */
export const isAlert = ({ production, accepted }: SharedResource): boolean => production && accepted === null;

/** What it means, in a few words. */
export const sharedText = (one: SharedResource): string => {
  if (one.accepted !== null) return `Accepted: ${one.accepted}`;
  return one.production ? 'Production shares it: what happens elsewhere can happen there.' : 'Nobody has agreed to it.';
};
