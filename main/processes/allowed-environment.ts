const allowed = new Set(
  [
    ['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'LC_ALL', 'LC_CTYPE', 'LC_MESSAGES', 'TZ'],
    ['TMPDIR', 'TMP', 'TEMP', 'XDG_RUNTIME_DIR', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'NODE_EXTRA_CA_CERTS'],
    ['SystemRoot', 'SystemDrive', 'COMSPEC', 'PATHEXT', 'APPDATA', 'LOCALAPPDATA', 'USERPROFILE'],
  ].flat(),
);

/**
 * What a child process is given of `env`: an allow-list, so no token of ours travels by accident, and `given` over it.
 * ELECTRON_RUN_AS_NODE is left out on purpose: a service that is an Electron app must start as one.
 */
export const allowedEnvironment = (
  env: NodeJS.ProcessEnv,
  given: Readonly<Record<string, string>> = {},
): Record<string, string> => {
  const kept = Object.entries(env).filter(
    (pair): pair is [string, string] => allowed.has(pair[0]) && pair[1] !== undefined,
  );
  return { ...Object.fromEntries(kept), ...given };
};
