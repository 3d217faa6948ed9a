import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isProgram, isRoot, main, run, Stop } from './run.mjs';

// A Docker engine of its own for tests, in its own network namespace, so that its ports (2377, 7946) are nobody else's:
//   node scripts/dockerd.mjs FOLDER [--swarm ADDRESS] [--image shop:TAG='CMD …'] [-- more arguments of dockerd]
// says what it is as a line of JSON once it answers, and takes everything away again when it is ended, or its parent is.

const docker = '/usr/bin/docker';

const quietly = async (command, args) => {
  const { code, out } = await run(command, args, { quiet: true, timeoutMs: 60_000 });
  if (code !== 0) throw new Stop(`${command} ${args.join(' ')} ended with ${code}: ${out.trim()}`);
  return out.trim();
};

/** `shop:1.0='["/bin/busybox","sleep","1000"]'`; without a command it sleeps. The image is a busybox and nothing else. */
const makeImage = async (folder, socket, text) => {
  const [name, command = '["/bin/busybox","sleep","1000000"]'] = text.split(/=(.*)/s);
  const root = join(folder, 'image');
  const archive = join(folder, 'image.tar');
  await mkdir(join(root, 'bin'), { recursive: true });
  await cp('/bin/busybox', join(root, 'bin', 'busybox'));
  await quietly('tar', ['-C', root, '-cf', archive, '.']);
  await quietly(docker, ['-H', `unix://${socket}`, 'import', '--change', `CMD ${command}`, archive, name]);
};

const until = async (what, child, isSo) => {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await isSo()) return;
    if (child.exitCode !== null) break;
    await wait(100);
  }
  throw new Stop(`${what} did not come`);
};

/** What is mounted below a folder goes first, or it can't be removed. */
const removeFolder = async (folder) => {
  const mounts = await readFile('/proc/mounts', 'utf8');
  const below = mounts.split('\n').flatMap((line) => {
    const at = line.split(' ')[1] ?? '';
    return at.startsWith(`${folder}/`) ? [at] : [];
  });
  for (const at of below.reverse()) await run('umount', ['-l', at], { quiet: true });
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
};

const startEngine = async (folder, namespace, more) => {
  const socket = join(folder, 'docker.sock');
  const log = await open(join(folder, 'dockerd.log'), 'a');
  const args = [
    `--net=/run/netns/${namespace}`,
    'dockerd',
    `--host=unix://${socket}`,
    `--data-root=${join(folder, 'data')}`,
    `--exec-root=${join(folder, 'exec')}`,
    `--pidfile=${join(folder, 'dockerd.pid')}`,
    '--bridge=none',
    '--iptables=false',
    '--ip6tables=false',
    '--ip-forward=false',
    '--ip-masq=false',
    ...more,
  ];
  // nsenter, not `ip netns exec`: that remounts /sys, and dockerd finds no cgroups.
  const child = spawn('nsenter', args, { stdio: ['ignore', log.fd, log.fd], detached: true });
  await log.close();
  const ended = new Promise((resolve) => child.once('close', resolve));
  const answers = async () =>
    existsSync(socket) && (await run(docker, ['-H', `unix://${socket}`, 'version'], { quiet: true })).code === 0;
  const stop = async () => {
    const signal = (name) => {
      try {
        process.kill(-Number(child.pid), name);
      } catch {
        // It is gone.
      }
    };
    signal('SIGCONT');
    child.kill('SIGTERM');
    await Promise.race([ended, wait(15_000)]);
    signal('SIGKILL');
    await ended;
  };
  try {
    await until('the engine', child, answers);
  } catch (error) {
    await stop();
    throw new Stop(`${error.message}: ${(await readFile(join(folder, 'dockerd.log'), 'utf8')).slice(-2000)}`);
  }
  return { socket, pid: child.pid, stop };
};

const start = async (folder, swarm, images, more) => {
  const namespace = `humdrum-${process.pid}`;
  await mkdir(folder, { recursive: true });
  await quietly('ip', ['netns', 'add', namespace]);
  let engine = null;
  const stop = async () => {
    await engine?.stop();
    await run('ip', ['netns', 'del', namespace], { quiet: true });
    await removeFolder(folder);
  };
  try {
    await quietly('ip', ['-n', namespace, 'link', 'set', 'lo', 'up']);
    engine = await startEngine(folder, namespace, more);
    const { socket, pid } = engine;
    for (const image of images) await makeImage(folder, socket, image);
    const at = ['--listen-addr', `${swarm}:2377`, '--advertise-addr', swarm];
    if (swarm !== null) await quietly(docker, ['-H', `unix://${socket}`, 'swarm', 'init', ...at]);
    // The tests of the app run as a user of their own.
    await chmod(socket, 0o666);
    return { stop, told: { socket, pid, namespace } };
  } catch (error) {
    await stop();
    throw error;
  }
};

const readArguments = (words) => {
  const cut = words.indexOf('--');
  const more = cut === -1 ? [] : words.slice(cut + 1);
  const own = cut === -1 ? words : words.slice(0, cut);
  const after = (name) => own.flatMap((word, at) => (own[at - 1] === name ? [word] : []));
  const [folder] = own;
  if (folder === undefined || folder.startsWith('-')) throw new Stop('Which folder?');
  return { folder: resolve(folder), swarm: after('--swarm')[0] ?? null, images: after('--image'), more };
};

if (isProgram(import.meta.url)) {
  await main(async () => {
    if (!isRoot) throw new Stop('A Docker engine is started by root.');
    const { folder, swarm, images, more } = readArguments(process.argv.slice(2));
    const end = new Promise((resolve) => {
      // Every time: told twice, it must not die of the second while it takes things away.
      for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, resolve);
      if (process.channel) process.once('disconnect', resolve);
    });
    const { stop, told } = await start(folder, swarm, images, more);
    process.stdout.write(`${JSON.stringify(told)}\n`);
    const alive = setInterval(() => {}, 60_000);
    await end;
    clearInterval(alive);
    await stop();
    // A listener for its end keeps the channel, and with it this process.
    if (process.connected) process.disconnect();
    return 0;
  });
}
