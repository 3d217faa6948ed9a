import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

// sockaddr_un.sun_path: 108 bytes on Linux, 104 on macOS, the closing NUL among them. Node cuts a longer path silently.
const limit = 103;

/** Where the supervisor of a state folder listens: in the folder, or in a private folder of the system's temporary one if that path is too long. */
export const socketPath = (stateFolder: string): { folder: string; path: string } => {
  const path = join(stateFolder, 'supervisor.sock');
  if (Buffer.byteLength(path) <= limit) return { folder: stateFolder, path };
  const hash = createHash('sha256').update(stateFolder).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `humdrum-${userInfo().uid}-${hash}`);
  return { folder, path: join(folder, 's') };
};

/** Makes the socket's folder and makes sure that it is ours alone: in a temporary folder anybody may have been there first. */
export const preparePrivateFolder = async (folder: string): Promise<string | null> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await lstat(folder);
  if (!found.isDirectory()) return `${folder} is no folder`;
  if (process.getuid !== undefined && found.uid !== process.getuid()) return `${folder} belongs to somebody else`;
  if ((found.mode & 0o077) !== 0) await chmod(folder, 0o700);
  return null;
};
