import type { Capabilities } from '../capabilities';

const proven = {
  real: 'Tested against the real system.',
  contract: 'By contract: tested against the vendor’s description of it, not against a running one.',
  documentation: 'By documentation: the vendor publishes nothing a test could be held against.',
} as const;

/** What an endpoint can and can’t do, a sentence each. */
export const capabilityWords = (can: Capabilities): readonly string[] => [
  can.idempotent ? 'The same order twice is one deployment.' : 'Nothing says that it honours idempotency keys.',
  can.finds ? 'Can say whether it received an order.' : 'Can’t say whether it received an order: what runs decides.',
  can.cancels ? 'Is told to stop when it takes too long.' : 'Can’t be told to stop.',
  can.tells ? 'Tells how it goes.' : 'Tells nothing until it has ended.',
  can.names === 'commit' ? 'Says which commit runs.' : 'Which commit runs is read from the name of the image.',
  proven[can.proven],
];
