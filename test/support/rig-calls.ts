import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChains, type Chain, type Disturbance } from './rig-chain';
import { noStrace } from './rig-strace';
import { sum, type Tally } from './rig-tally';
import { makeWorld, type Tools } from './rig-world';

const calls = 'openat,write,pwrite64,fdatasync,fsync,rename,unlink,mkdir,rmdir,ftruncate,connect,sendto,writev,clone,clone3,vfork,socket'; // oxfmt-ignore

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

/** kill -9 just before every system call of the operator's, all of them as often as there are runs for. */
export const killsAtCalls = async (tools: Tools, runs: number, workers: number): Promise<Tally> => {
  const part = 'kill -9 at every system call';
  const notPossible = noStrace();
  if (notPossible !== null) return { ...sum(part, []), notPossible };
  const points = await enumeratePoints(tools);
  if (points.length === 0) throw new Error('strace saw no system call of an operator');
  let at = Math.floor(Math.random() * points.length);
  // A step that has no factor in common with their number: a few runs are spread over all, many come by every one.
  const step = [7, 11, 13, 17].find((prime) => points.length % prime !== 0) ?? 1;
  const chain: Chain = {
    part,
    disturb: () => {
      const point = points[(at += step) % points.length];
      return point ? killAt(point) : {};
    },
  };
  const tally = await runChains(tools, chain, runs, workers);
  return { ...tally, part: `${part} (${points.length} calls)` };
};
