import { drawnKeys } from '../keys';

const isMac = /mac/i.test(navigator.userAgent);

/** Keys as this machine's keyboard has them. */
export const keysHere = (keys: readonly string[]): readonly string[] => drawnKeys(keys, isMac);
