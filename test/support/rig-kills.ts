import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChains, type Chain, type Disturbance } from './rig-chain';
import { behaviours } from './rig-lines';
import { familyOf, killAll } from './rig-processes';
import { sum, type Tally } from './rig-tally';
import { makeWorld, type Tools, type World } from './rig-world';

const pick = <T>(all: readonly T[]): T => {
  const one = all[Math.floor(Math.random() * all.length)];
  if (one === undefined) throw new Error('there is nothing to pick from');
  return one;
};

/** kill -9 after a time, of the process alone, which leaves its git to itself, or of all that belongs to it. */
export const killAfter = (ms: number, family: boolean) => (child: ChildProcess) => {
  const timer = setTimeout(() => {
    if (child.pid !== undefined && child.exitCode === null) killAll(family ? familyOf(child.pid) : [child.pid]);
  }, ms);
  child.once('exit', () => clearTimeout(timer));
};

/** From its being ready to its end, of the last life that nobody killed. */
const usualMs = (world: World): number => {
  const last = world.lives.filter((life) => !life.killed).at(-1);
  return Math.max(60, (last?.ms ?? 300) - 80);
};

export const killsAtRandom: Chain = {
  part: 'kill -9 at any time',
  disturb: (world) => ({ options: { onReady: killAfter(Math.random() * usualMs(world), Math.random() < 0.5) } }),
};

/** Every behaviour in turn, left alone or killed meanwhile. */
export const misbehaviours: Chain = {
  part: 'endpoint misbehaves',
  disturb: async (world, n) => {
    await world.behave(behaviours[n % behaviours.length] ?? 'honest');
    const kill = killAfter(Math.random() * 600, Math.random() < 0.5);
    return { faults: () => 1, ...(Math.random() < 0.5 ? { options: { onReady: kill } } : {}) };
  },
};

const calls = 'openat,write,pwrite64,fdatasync,fsync,rename,unlink,mkdir,rmdir,ftruncate,connect,sendto,writev,clone,clone3,vfork,socket'; // prettier-ignore

/** One thread of an operator, and a system call that it makes for the `nth` time since it opened its journal. */
interface Point {
  readonly thread: 'main' | 'files';
  readonly call: string;
  readonly nth: number;
}

/** Files are written by a thread of their own; the rig sees to it that there is only one, the last that was started. */
const threadOf = (pid: number, thread: Point['thread']): number =>
  thread === 'main' ? pid : Math.max(...readdirSync(`/proc/${pid}/task`).map(Number));

/** Takes hold of a thread with strace, then lets the operator go on. */
const hold = (thread: Point['thread'], args: readonly string[]): Disturbance => ({
  told: { waits: true },
  options: {
    env: { UV_THREADPOOL_SIZE: '1' },
    onReady: (child) => {
      const tid = threadOf(child.pid ?? 0, thread);
      const strace = spawn('strace', [...args, '-p', String(tid)], { stdio: ['ignore', 'ignore', 'pipe'] });
      const go = (): void => void (child.stdin?.destroyed === false && child.stdin.write('.'));
      strace.stderr.once('data', go);
      strace.once('error', go);
    },
  },
});

/** Every point that a life which nobody disturbs comes by. */
export const enumeratePoints = async (tools: Tools): Promise<readonly Point[]> => {
  const points: Point[] = [];
  for (const thread of ['main', 'files'] as const) {
    const world = makeWorld(tools);
    await world.live();
    const trace = join(world.folder, 'trace');
    const { told, options } = hold(thread, ['-e', `trace=${calls}`, '-o', trace]);
    await world.live(options, told);
    const counts = new Map<string, number>();
    for (const [, call = ''] of readFileSync(trace, 'utf8').matchAll(/^(\w+)\(/gm)) {
      const nth = (counts.get(call) ?? 0) + 1;
      counts.set(call, nth);
      points.push({ thread, call, nth });
    }
    world.remove();
  }
  return points;
};

const killAt = ({ thread, call, nth }: Point): Disturbance =>
  hold(thread, ['-e', `trace=${call}`, '-e', `inject=${call}:signal=KILL:when=${nth}`]);

const noStrace = (): string | null => (spawnSync('strace', ['--version']).error ? 'strace is not installed' : null);

/** kill -9 just before every system call of the operator's, all of them as often as there are runs for. */
export const killsAtCalls = async (tools: Tools, runs: number, workers: number): Promise<Tally> => {
  const part = 'kill -9 at every system call';
  const notPossible = noStrace();
  if (notPossible !== null) return { ...sum(part, []), notPossible };
  const points = await enumeratePoints(tools);
  let at = Math.floor(Math.random() * points.length);
  // A step that has no factor in common with their number: a few runs are spread over all, many come by every one.
  const step = [7, 11, 13, 17].find((prime) => points.length % prime !== 0) ?? 1;
  const next = (): Point => points[(at += step) % points.length] ?? pick(points);
  const chain: Chain = { part, disturb: () => killAt(next()) };
  const tally = await runChains(tools, chain, runs, workers);
  return { ...tally, part: `${part} (${points.length} calls)` };
};

