import { join } from 'node:path';
import type { Workspace } from '../../contract/workspace';
import { readAddress, type Read } from './addresses';
import { originAround, type Origin } from './git-config';
import { parseUrl } from '../parse-url';

export interface LedgerPlace {
  /** URL or absolute path of a git repository. */
  readonly where: string;
  /** False: on this machine only, made when it is first written. */
  readonly shared: boolean;
}

/** A token that somebody has left in the origin's address is not ours to use, to show or to keep. */
const withoutUser = (url: string): string => {
  const parsed = /^https?:\/\//i.test(url) ? parseUrl(url) : null;
  if (parsed === null) return url;
  if (parsed.username === '' && parsed.password === '') return url;
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
};

/** An origin as an address git may be given; else what it would have to be. */
export const originAddress = ({ url, folder }: Origin): Read<string> => readAddress(withoutUser(url), folder);

/** The origin of the repository that the folder is in, as an address git may be given; null where there is none. */
export const sharedLedger = async (folder: string): Promise<string | null> => {
  const origin = await originAround(folder);
  if (!origin) return null;
  const address = originAddress(origin);
  return address.ok ? address.value : null;
};

/**
 * Where the workspace's record is kept: what the file says, else the origin of the repository the file is in, else a repository
 * of its own in `folder`, this workspace's folder on this machine.
 */
export const ledgerPlace = async (workspace: Workspace, folder: string): Promise<LedgerPlace> => {
  const where = workspace.ledger ?? (await sharedLedger(workspace.folder));
  return where === null ? { where: join(folder, 'ledger.git'), shared: false } : { where, shared: true };
};
