import { readdirSync, readFileSync } from 'node:fs';

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // it ended, or it is somebody else's
  }
};

/** The command line of a process; '' once it has ended. */
export const commandOf = (pid: number): string => read(`/proc/${pid}/cmdline`);

/** Ids of the processes whose command line or environment names `folder`: what the app under test left running there. */
export const processesOf = (folder: string): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => read(`/proc/${pid}/cmdline`).includes(folder) || read(`/proc/${pid}/environ`).includes(folder))
    .map(Number);

/** Ends them all: local releases and their supervisor outlive the app on purpose. */
export const endProcessesOf = (folder: string): void => {
  for (const pid of processesOf(folder)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it ended meanwhile
    }
  }
};
