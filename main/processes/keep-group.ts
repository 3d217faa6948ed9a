import { spawn, type ChildProcess } from 'node:child_process';

// A process that is killed ends nothing of what it started. A small shell of its own session hears, through a pipe, which groups
// there are; the pipe closes with whoever holds it, however that ended, and then it ends them: TERM, KILL 2 s later.

const keeper = `trap '' HUP INT TERM
groups=
while read -r sign group; do
  if [ "$sign" = + ]; then groups="$groups $group"; continue; fi
  rest=
  for each in $groups; do [ "$each" = "$group" ] || rest="$rest $each"; done
  groups=$rest
done
for each in $groups; do kill -s TERM -- "-$each"; done
for second in 1 2; do
  rest=
  for each in $groups; do kill -s 0 -- "-$each" && rest="$rest $each"; done
  groups=$rest
  [ -z "$groups" ] && exit 0
  sleep 1
done
for each in $groups; do kill -s KILL -- "-$each"; done`;

const groups = new Set<number>();
let running: ChildProcess | null = null;

const tell = (line: string): void => void running?.stdin?.write(line);

const start = (): void => {
  const child = spawn('/bin/sh', ['-c', keeper], {
    detached: true,
    cwd: '/',
    env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const gone = (): void => {
    if (running === child) running = null;
  };
  child.once('error', gone); // No shell: groups end with whoever started them, as long as that one lives.
  child.once('exit', gone);
  child.stdin.on('error', gone);
  // It must not keep this process from ending.
  child.unref();
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref();
  running = child;
};

/** Has a process group ended also where this process is killed. Returns its undo, for when the group has ended. */
export const keepGroup = (group: number | undefined): (() => void) => {
  // Windows has no groups, and whoever ends a tree there needs another way.
  if (group === undefined || process.platform === 'win32') return () => undefined;
  const known = running !== null;
  if (!known) start();
  groups.add(group);
  for (const each of known ? [group] : groups) tell(`+ ${each}\n`);
  return () => {
    if (groups.delete(group)) tell(`- ${group}\n`);
  };
};
