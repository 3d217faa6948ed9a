import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { slotKey } from './protocol';

const plain = (name: string): string => name.replaceAll(/[^A-Za-z0-9_-]+/g, '-').slice(0, 40);

/** The releases of a component in an environment. Names may hold anything, so a hash tells them apart. */
export const releasesFolder = (stateFolder: string, component: string, environment: string): string => {
  const hash = createHash('sha256').update(slotKey(component, environment)).digest('hex').slice(0, 8);
  return join(stateFolder, 'releases', `${plain(component)}@${plain(environment)}-${hash}`);
};
