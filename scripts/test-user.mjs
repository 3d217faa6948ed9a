import { access, chmod, chown, copyFile, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isRoot, root, run, say, Stop } from './run.mjs';

const name = 'humdrum-test';
const left = ['.git', 'test-results', 'playwright-report'];

const idOf = async (flag) => {
  const { code, out } = await run('id', [flag, name], { quiet: true });
  return code === 0 ? Number(out.trim()) : null;
};

const ensureUser = async () => {
  if ((await idOf('-u')) === null) {
    say(`Making a user for the tests: ${name} …`, process.stderr);
    const { code, out } = await run('useradd', ['--create-home', '--shell', '/bin/sh', name], { quiet: true });
    if (code !== 0) throw new Stop(`The tests don't run as root, and useradd ${name} failed: ${out.trim()}`);
  }
  const [uid, gid] = [await idOf('-u'), await idOf('-g')];
  const { out } = await run('getent', ['passwd', name], { quiet: true });
  return { uid, gid, home: out.split(':')[5] ?? '/tmp' };
};

/** Root's own variables point to places the user can't read, and npm's make git and npm behave differently. */
const environment = ({ home, temporary, node }) => {
  const kept = Object.entries(process.env).filter(
    ([key]) => !/^(npm_|XDG_|SUDO_|HOME$|USER$|LOGNAME$|MAIL$)/i.test(key),
  );
  const path = `${dirname(node)}:${process.env.PATH ?? ''}`;
  return { ...Object.fromEntries(kept), HOME: home, USER: name, LOGNAME: name, TMPDIR: temporary, PATH: path };
};

const canReach = async (identity, path) => {
  const { code } = await run('test', ['-r', path], { quiet: true, cwd: '/', identity });
  return code === 0;
};

/** A clone may stand in a folder that is root's alone; what the tests need of it is copied to one that is the user's. */
const reachableCheckout = async (identity, temporary) => {
  const needed = ['package.json', 'node_modules/playwright/cli.js', 'dist/main/main.cjs', '.runtime/runtime.json'];
  const reached = await Promise.all(needed.map((file) => canReach(identity, join(root, file))));
  if (reached.every(Boolean)) return root;
  const copy = join(temporary, 'checkout');
  say(`${name} can't read ${root}: the tests run in a copy, ${copy}.`, process.stderr);
  await cp(root, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !left.some((folder) => source === join(root, folder)),
  });
  await run('chmod', ['-R', 'a+rX', copy], { quiet: true });
  return copy;
};

const reachableNode = async (identity, temporary) => {
  if (await canReach(identity, process.execPath)) return process.execPath;
  const node = join(temporary, 'bin', 'node');
  await mkdir(dirname(node), { recursive: true });
  await copyFile(process.execPath, node);
  await chmod(node, 0o755);
  return node;
};

/**
 * Who runs the tests: `{ folder, node, env, identity, results, dispose }`. As root it is an unprivileged user, because root is
 * refused nothing and Chromium's sandbox is off for it; otherwise whoever is there.
 */
export const testUser = async () => {
  if (!isRoot) {
    const results = await mkdtemp(join(tmpdir(), 'humdrum-results-'));
    const dispose = () => rm(results, { recursive: true, force: true });
    return { folder: root, node: process.execPath, env: process.env, identity: {}, results, dispose };
  }
  const { uid, gid, home } = await ensureUser();
  const identity = { uid, gid };
  // Not below TMPDIR: that may be root's alone.
  const temporary = await mkdtemp('/tmp/humdrum-tests-');
  await chmod(temporary, 0o755);
  const results = join(temporary, 'results');
  const scratch = join(temporary, 'tmp');
  for (const folder of [results, scratch]) {
    await mkdir(folder);
    await chown(folder, uid, gid);
  }
  const node = await reachableNode(identity, temporary);
  const folder = await reachableCheckout(identity, temporary);
  await access(join(folder, 'package.json'));
  // What Playwright compiled is kept from run to run, in the user's own home: it is keyed by content.
  const cache = { PLAYWRIGHT_TRANSFORM_CACHE_DIR: join(home, '.cache', 'playwright-transform') };
  const env = { ...environment({ home, temporary: scratch, node }), ...cache };
  return { folder, node, env, identity, results, dispose: () => rm(temporary, { recursive: true, force: true }) };
};
