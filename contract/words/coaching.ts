import { nameOf } from '../commit';
import type { Coaching } from '../snapshot';

const changes = (n: number): string => `${n} ${n === 1 ? 'change' : 'changes'}`;

/** That a promotion is large for its component, and what smaller step there is. */
export const coachingText = (component: string, { usual, smaller }: Coaching): string =>
  `Large for ${component}: a promotion usually carries at most ${changes(usual)}. ${
    smaller
      ? `${nameOf(smaller.candidate)} would be a smaller step: ${changes(smaller.ahead)}.`
      : 'No smaller step is ready.'
  }`;
