import { nameOf } from '../commit';
import type { Coaching } from '../snapshot';
import { counted } from './counted';

const smallerText = (smaller: Coaching['smaller']): string => {
  if (smaller === 'unknown') return 'What smaller step is ready could not be read.';
  if (smaller === null) return 'No smaller step is ready.';
  return `${nameOf(smaller.candidate)} would be a smaller step: ${counted(smaller.ahead, 'change')}.`;
};

/** That a promotion is large for its component, and what smaller step there is. */
export const coachingText = (component: string, { usual, smaller }: Coaching): string =>
  `Large for ${component}: a promotion usually carries at most ${counted(usual, 'change')}. ${smallerText(smaller)}`;
