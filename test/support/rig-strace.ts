import { spawnSync } from 'node:child_process';

/** Why strace can't be used here; null where it can: it has to be there, and to be allowed to look at its own children. */
export const noStrace = (): string | null => {
  const { error, status, stderr } = spawnSync('strace', ['-o', '/dev/null', 'true'], { encoding: 'utf8' });
  if (error) return 'strace is not installed';
  return status === 0 ? null : stderr.trim().split('\n').slice(-1).join();
};
