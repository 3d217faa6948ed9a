import type { Range } from '../release/git-ports';

/** As git's revision argument: `from..to`, or `to` for all of its history. */
export const rangeName = ({ from, to }: Range): string => (from === null ? to : `${from}..${to}`);
