import { parse } from 'node:path';
import type { RepositoryUrl } from './refs';

/** Where git is started: a folder that is always there and is in no repository. Every call names its --git-dir. */
export const startFolder = parse(process.execPath).root;

/** What of the user's own set-up a remote may be reached with; read once, see user-config.ts. */
export interface UserAccess {
  /** `credential.…helper=value`, in the user's order. */
  readonly helpers: readonly string[];
  readonly sshCommand: string;
}

// A child gets what it needs to find programs, the home folder, the ssh agent and a proxy; nothing else of ours.
const passedOn: ReadonlySet<string> = new Set(
  `PATH HOME USER LOGNAME SHELL TMPDIR TEMP TMP XDG_CONFIG_HOME XDG_RUNTIME_DIR DBUS_SESSION_BUS_ADDRESS SSH_AUTH_SOCK
  HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY SSL_CERT_FILE SSL_CERT_DIR SYSTEMROOT WINDIR COMSPEC PATHEXT
  USERPROFILE HOMEDRIVE HOMEPATH APPDATA LOCALAPPDATA PROGRAMDATA PROGRAMFILES`.split(/\s+/),
);

/** Second layer behind the app-owned mirror: nothing a repository carries may run. On every call, none left out. */
const hardening: readonly string[] = [
  'safe.bareRepository=explicit',
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.attributesFile=/dev/null',
  'core.quotePath=false',
  'submodule.recurse=false',
  'protocol.ext.allow=never',
  'i18n.logOutputEncoding=UTF-8',
  'diff.renameLimit=2000',
  'credential.helper=',
];

export const isOnThisMachine = (url: RepositoryUrl): boolean => /^(?:\/|file:|[A-Za-z]:)/.test(url);

const protocolsOf = (url: RepositoryUrl | null): string => {
  if (url === null) return 'none';
  if (url.startsWith('http://')) return 'http';
  // https and ssh both: people rewrite one to the other with url.<base>.insteadOf. A redirect to http ends there.
  return isOnThisMachine(url) ? 'file' : 'https:ssh';
};

/**
 * Environment of a git process. Without a remote the user's own configuration is out, so that output depends on nothing
 * but the repository; with one it is in, because proxies, certificates and rewrites are kept there.
 */
export const gitEnvironment = (
  from: NodeJS.ProcessEnv,
  gitDir: string,
  remote: RepositoryUrl | null,
  access: UserAccess | null,
): Record<string, string> => {
  const passed = Object.entries(from).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && passedOn.has(entry[0].toUpperCase()),
  );
  return {
    ...Object.fromEntries(passed),
    LC_ALL: 'C',
    GIT_DIR: gitDir,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_ATTR_NOSYSTEM: '1',
    ...(remote === null ? { GIT_CONFIG_GLOBAL: '/dev/null' } : {}),
    GIT_ALLOW_PROTOCOL: protocolsOf(remote),
    GIT_TERMINAL_PROMPT: '0',
    // Empty, not absent: git then asks neither core.askPass nor SSH_ASKPASS.
    GIT_ASKPASS: '',
    SSH_ASKPASS_REQUIRE: 'never',
    GCM_INTERACTIVE: 'never',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_LITERAL_PATHSPECS: '1',
    // ControlMaster: a master that stays behind would keep our pipes open.
    ...(access === null
      ? {}
      : {
          GIT_SSH_COMMAND: `${access.sshCommand} -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=10 -o ServerAliveCountMax=3 -o ControlMaster=no`,
        }),
  };
};

/** The `-c` values of a git process, hardening first: a later value wins, and only the user's own helpers come later. */
export const gitConfig = (remote: RepositoryUrl | null, access: UserAccess | null): readonly string[] => [
  ...hardening,
  ...(remote === null ? [] : ['http.lowSpeedLimit=1', 'http.lowSpeedTime=60', 'fetch.fsckObjects=true']),
  ...(remote?.startsWith('http://') ? ['http.followRedirects=false'] : []),
  ...(access?.helpers ?? []),
];
