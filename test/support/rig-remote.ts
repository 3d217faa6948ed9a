import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Chain, Disturbance } from './rig-chain';
import { killAfter } from './rig-kills';
import type { World } from './rig-world';

// A team's remote that does not do what it should. It is a bare repository with hooks of its own, as a server has them.

const git = (world: World, ...args: readonly string[]): string =>
  execFileSync('git', [`--git-dir=${world.told.ledger}`, ...args], { encoding: 'utf8' }).trim();

const branch = 'refs/heads/humdrum/rig/production';

const program = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
};

const hook = (world: World, name: string, text: string): Disturbance => {
  const path = join(world.told.ledger, 'hooks', name);
  program(path, text);
  return { after: () => rmSync(path), faults: () => 1 };
};

const writtenLock = (path: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
};

/** A git before the real one on the operator's path; `push` is what it does with a push. */
const gitOnPath = (world: World, push: string): Disturbance => {
  const folder = join(world.folder, 'bin');
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  program(join(folder, 'git'), `case " $* " in *" push "*) ${push.replaceAll('GIT', real)};; esac\nexec ${real} "$@"`);
  const env = { PATH: `${folder}:${process.env['PATH']}` };
  return { options: { env }, after: () => rmSync(folder, { recursive: true }), faults: () => 1 };
};

export const remoteFaults = {
  rejects: (world: World) => hook(world, 'pre-receive', 'echo not on a Friday >&2; exit 1'),
  // A server that takes a push, says so, and has lost it: what a failover does.
  forgets: (world: World) =>
    hook(world, 'post-receive', 'while read old new ref; do git update-ref $([ $old = 0000000000000000000000000000000000000000 ] && echo "-d $ref" || echo "$ref $old"); done'), // oxfmt-ignore
  'is down': (world: World): Disturbance => {
    const away = `${world.told.ledger}.away`;
    renameSync(world.told.ledger, away);
    return { after: () => renameSync(away, world.told.ledger), faults: () => 1 };
  },
  'push killed at 0–60 ms': (world: World) =>
    gitOnPath(world, `exec timeout -s KILL 0.0${String(Math.floor(Math.random() * 60)).padStart(2, '0')} GIT "$@"`),
  // It says that the push went well, and no byte has left.
  'push lies': (world: World) => gitOnPath(world, 'exit 0'),
  // Longer than anybody's patience here: the operator is killed while it waits.
  hangs: (world: World): Disturbance => {
    const hanging = hook(world, 'pre-receive', 'sleep 2');
    return { ...hanging, options: { onReady: killAfter(400 + Math.random() * 900, true) } };
  },
  'stale .lock files': (world: World): Disturbance => {
    const locks = [join(world.told.ledger, `${branch}.lock`), join(world.told.ledger, 'packed-refs.lock')];
    for (const lock of locks) writtenLock(lock);
    return { after: () => locks.forEach((lock) => rmSync(lock, { force: true })), faults: () => 1 };
  },
  // What was seen is gone: nothing may be sent, and the life has to say why.
  'is rewritten': async (world: World): Promise<Disturbance> => {
    // What the life before left unfinished would wait for the alarm to end, as it should, and ask for nothing.
    await world.live();
    const [seen, before] = [git(world, 'rev-parse', branch), world.lives.length];
    git(world, 'update-ref', branch, `${branch}~1`);
    return {
      after: () => {
        git(world, 'update-ref', branch, seen);
        const said = JSON.stringify(world.lives.slice(before).map((life) => life.said));
        if (!said.includes('refused') && !said.includes('nothing-sent'))
          throw new Error(`a history that was rewritten was taken for the real one: ${said}`);
      },
      faults: () => 1,
    };
  },
} as const satisfies Record<string, (world: World) => Disturbance | Promise<Disturbance>>;

const all = Object.values(remoteFaults);

/** A bare repository, as a server keeps it: `receive.denyNonFastForwards` is not set, since not every server sets it. */
const makeRemote = (world: World): void => {
  execFileSync('git', ['init', '--quiet', '--bare', '--template=', world.told.ledger]);
};

export const gitFaults: Chain = {
  part: 'git and the remote fail',
  places: () => ({ shared: true }),
  prepare: makeRemote,
  disturb: (world, n) => (all[n % all.length] ?? remoteFaults.rejects)(world),
};
