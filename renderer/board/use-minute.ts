import type { Iso } from '../../contract/commit';
import { useTicking } from '../ui/clock';

/** The minute it is, for what runs out by itself, such as a lock. Renders once a minute. */
export const useMinute = (): Iso => useTicking((now) => new Date(Math.floor(now / 60_000) * 60_000).toISOString());
