import { isRoot, run, say, Stop } from './run.mjs';

/** What Electron needs on Debian 12; from Debian 13 and Ubuntu 24.04 on some carry a `t64` at the end of their name. */
const electron = 'libgtk-3-0 libnss3 libasound2 libgbm1 libxss1 libxtst6 libatk-bridge2.0-0 libcups2 libdrm2'.split(
  ' ',
);
const display = ['xvfb', 'xauth'];
const tests = [
  'git',
  'openssh-server',
  'openssl',
  'strace',
  'faketime',
  'dbus',
  'gnome-keyring',
  'libsecret-1-0',
  'prometheus',
];

/** The systems that endpoints are held against. Debian starts none of them where there is no systemd; the tests do. */
const systems = [
  'docker.io busybox-static iptables iproute2 tomcat10 tomcat10-admin tomcat10-user aptly capistrano ansible-core',
  'nginx-light fcgiwrap docker-registry prometheus prometheus-alertmanager prometheus-blackbox-exporter',
].flatMap((names) => names.split(' '));

export const packagesFor = ({ shown, testing, endpoints = false }) => [
  ...electron,
  ...(shown ? [] : display),
  ...(testing ? tests : []),
  ...(endpoints ? systems : []),
];

const query = async (names) => {
  const { code, out } = await run('dpkg-query', ['-W', '-f', '${db:Status-Status} ${Package}\n', ...names], {
    quiet: true,
  });
  if (code === null) return null;
  const lines = out.split('\n').filter((line) => line.startsWith('installed '));
  return new Set(lines.map((line) => line.slice('installed '.length)));
};

/** Null where this is no Debian-like system. */
const missing = async (wanted) => {
  const present = await query(wanted.flatMap((name) => [name, `${name}t64`]));
  return present && wanted.filter((name) => !present.has(name) && !present.has(`${name}t64`));
};

const available = async (names) => {
  const { out } = await run('apt-cache', ['--names-only', 'search', '^lib.*t64$'], { quiet: true });
  return names.map((name) =>
    new RegExp(`^${name.replace(/[.+]/g, '\\$&')}t64 `, 'm').test(out) ? `${name}t64` : name,
  );
};

const install = async (names) => {
  say(`Installing system packages: ${names.join(' ')} …`, process.stderr);
  const options = { quiet: true, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await run('apt-get', ['update', '-qq'], options);
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...(await available(names))];
  const { code, out } = await run('apt-get', args, options);
  if (code !== 0) throw new Stop(`apt-get ${args.join(' ')} failed (exit code ${code}): ${out.trim()}`);
};

/** As root on a Debian-like system, installs what is missing; elsewhere says what is, and goes on: a library may have another name. */
export const ensureSystemPackages = async (needs) => {
  if (process.platform !== 'linux') return;
  const wanted = packagesFor(needs);
  const absent = await missing(wanted);
  if (absent === null) {
    say(
      `Not a Debian-like system: if Electron does not start, install what ${wanted.join(', ')} are here.`,
      process.stderr,
    );
  } else if (absent.length > 0 && isRoot) {
    await install(absent);
  } else if (absent.length > 0) {
    say(`System packages are missing. If it does not start: sudo apt-get install ${absent.join(' ')}`, process.stderr);
  }
};
