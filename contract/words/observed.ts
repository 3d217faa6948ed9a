import { nameOf } from '../commit';
import type { Health } from '../snapshot';

/** What an environment answered to the question what runs, for somebody who tries whether it answers. @param named what it called it; null: nothing */
export const runsWords = (named: string | null, health: Health): string =>
  named === null
    ? 'runs nothing yet'
    : `runs ${nameOf({ commit: named, version: null })}, ${health === 'unknown' ? 'health not told' : health}`;
