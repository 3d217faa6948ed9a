import { spawn } from 'node:child_process';
import { parse } from 'node:path';

/** How a git process ended. */
export type GitEnd =
  | { readonly how: 'exited'; readonly code: number; readonly stdout: string; readonly stderr: string }
  | { readonly how: 'late'; readonly afterMs: number }
  | { readonly how: 'cancelled' }
  | { readonly how: 'no-git'; readonly why: string };

export interface GitCall {
  readonly gitDir: string;
  /** Verb first. */
  readonly args: readonly string[];
  /** The address the call talks to; null for work on the clone alone. */
  readonly remote: string | null;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** More `-c` values, `key=value`: of the person's own configuration, never a repository's. */
  readonly config?: readonly string[];
}

export type RunGit = (call: GitCall, signal: AbortSignal) => Promise<GitEnd>;

/** How long a call may take, alone and with a remote. */
export interface Deadlines {
  readonly localMs: number;
  readonly remoteMs: number;
}
const stderrKept = 16 * 1024;
const graceMs = 2000;

const hardening = [
  'safe.bareRepository=explicit',
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.attributesFile=/dev/null',
  'submodule.recurse=false',
  'protocol.ext.allow=never',
  'i18n.commitEncoding=UTF-8',
  'i18n.logOutputEncoding=UTF-8',
  'log.showSignature=false',
  // A gc that goes on in the background would hold the clone after its process is gone.
  'gc.autoDetach=false',
  'maintenance.autoDetach=false',
];
/** `pushOption` empty: a person's own push options are not meant for the ledger. */
const far = ['http.lowSpeedLimit=1', 'http.lowSpeedTime=20', 'fetch.fsckObjects=true', 'push.pushOption='];

// What git needs to find programs, the home folder, the ssh agent and a proxy; and how this person has told git to use ssh.
const passedOn = new Set(
  `PATH HOME USER LOGNAME SHELL TMPDIR TEMP TMP XDG_CONFIG_HOME XDG_RUNTIME_DIR DBUS_SESSION_BUS_ADDRESS SSH_AUTH_SOCK
  GIT_SSH GIT_SSH_COMMAND HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY SSL_CERT_FILE SSL_CERT_DIR SYSTEMROOT WINDIR COMSPEC
  PATHEXT USERPROFILE HOMEDRIVE HOMEPATH APPDATA LOCALAPPDATA PROGRAMDATA PROGRAMFILES`.split(/\s+/),
);

const protocols = (remote: string | null): string => {
  if (remote === null) return 'none';
  if (/^http:/i.test(remote)) return 'http';
  if (/^[a-z]+:\/\//i.test(remote)) return /^file:/i.test(remote) ? 'file' : 'https:ssh';
  // scp-like against a path: the same test as git's own, a colon before the first slash.
  return /^[^/\\]{2,}:/.test(remote) ? 'https:ssh' : 'file';
};

const environment = (call: GitCall): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => passedOn.has(name.toUpperCase()))),
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_ATTR_NOSYSTEM: '1',
  // The person's own configuration holds proxies, certificates, credential helpers and rewrites, which only a remote needs.
  ...(call.remote === null ? { GIT_CONFIG_GLOBAL: '/dev/null' } : {}),
  GIT_ALLOW_PROTOCOL: protocols(call.remote),
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: '',
  SSH_ASKPASS_REQUIRE: 'never',
  GCM_INTERACTIVE: 'never',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_NO_LAZY_FETCH: '1',
  ...call.env,
});

// ssh, remote-https and receive-pack outlive a killed git: the whole group is ended.
const endGroup = (pid: number | undefined, signal: NodeJS.Signals): void => {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // Already gone.
  }
};

const start = (call: GitCall, signal: AbortSignal, { localMs, remoteMs }: Deadlines): Promise<GitEnd> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve({ how: 'cancelled' });
    const values = [...hardening, ...(call.remote === null ? [] : far), ...(call.config ?? [])];
    const config = values.flatMap((pair) => ['-c', pair]);
    const child = spawn('git', [...config, `--git-dir=${call.gitDir}`, ...call.args], {
      env: environment(call),
      cwd: parse(process.execPath).root,
      // A session of its own: no terminal on which ssh could ask.
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const pieces: Buffer[] = [];
    let stderr = '';
    let because: GitEnd | null = null;
    let last: NodeJS.Timeout | undefined;
    let grace: NodeJS.Timeout | undefined;
    const end = (why: GitEnd): void => {
      if (because !== null) return;
      because = why;
      endGroup(child.pid, 'SIGTERM');
      last = setTimeout(() => endGroup(child.pid, 'SIGKILL'), 2000);
    };
    const abort = (): void => end({ how: 'cancelled' });
    const afterMs = call.remote === null ? localMs : remoteMs;
    const deadline = setTimeout(() => end({ how: 'late', afterMs }), afterMs);
    signal.addEventListener('abort', abort, { once: true });
    const settle = (ended: GitEnd): void => {
      clearTimeout(deadline);
      clearTimeout(last);
      clearTimeout(grace);
      if (because !== null) endGroup(child.pid, 'SIGKILL');
      signal.removeEventListener('abort', abort);
      resolve(because ?? ended);
    };
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
    child.stderr.on('data', (piece: Buffer) => {
      if (stderr.length < stderrKept) stderr += piece.toString('utf8');
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(call.input ?? '');
    child.once('error', (error) => {
      if (child.pid === undefined) settle({ how: 'no-git', why: error.message });
    });
    // An ssh that stays behind as the master of a shared connection keeps our pipes open for ever.
    child.once('exit', () => {
      grace = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, graceMs);
    });
    child.once('close', (code) =>
      settle({ how: 'exited', code: code ?? 128, stdout: Buffer.concat(pieces).toString('utf8'), stderr }),
    );
  });

/** Starts git on the clone, hardened; it ends with its deadline or the signal, together with what it started. */
export const runGitWithin =
  (deadlines: Deadlines): RunGit =>
  (call, signal) =>
    start(call, signal, deadlines);

export const runGit: RunGit = runGitWithin({ localMs: 60_000, remoteMs: 30_000 });
