import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A session bus with a GNOME keyring on it, and a home of its own for both: as somebody's desktop has them. */
export interface Keyring {
  /** What the app needs to find it. */
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

const firstLine = async (child: ChildProcess): Promise<string> => {
  if (!child.stdout) throw new Error('it was started with a pipe');
  for (let text = ''; ;) {
    text += String((await once(child.stdout, 'data'))[0]);
    if (text.includes('\n')) return text.slice(0, text.indexOf('\n'));
  }
};

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
};

const bus = 'org.freedesktop.DBus';

/** Ends once somebody on the bus keeps secrets. */
const hasSecrets = async (env: NodeJS.ProcessEnv): Promise<void> => {
  const question = ['--session', '--print-reply', `--dest=${bus}`, '/', `${bus}.NameHasOwner`];
  for (let said = ''; !said.includes('boolean true');)
    said = (await promisify(execFile)('dbus-send', [...question, 'string:org.freedesktop.secrets'], { env })).stdout;
};

/** Starts a bus, and, where `unlocked`, a keyring whose password was given at login. */
export const startKeyring = async (unlocked: boolean): Promise<Keyring> => {
  const home = mkdtempSync(join(tmpdir(), 'humdrum-keyring-'));
  const base = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    XDG_RUNTIME_DIR: home,
    XDG_DATA_HOME: join(home, 'data'),
  };
  const daemonOfBus = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=1'], {
    env: base,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const env = { ...base, DBUS_SESSION_BUS_ADDRESS: await firstLine(daemonOfBus), XDG_CURRENT_DESKTOP: 'GNOME' };
  const children: ChildProcess[] = [daemonOfBus];
  if (unlocked) {
    const daemon = spawn('gnome-keyring-daemon', ['--unlock', '--foreground', '--components=secrets'], {
      env,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    daemon.stdin.end('login');
    children.push(daemon);
    await hasSecrets(env);
  }
  return {
    env,
    stop: async () => {
      for (const child of children) await end(child);
      rmSync(home, { recursive: true, force: true });
    },
  };
};
