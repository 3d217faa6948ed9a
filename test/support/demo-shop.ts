import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { stories } from '../../main/demo/history/stories';
import { writeRepositories, type WrittenRepository } from '../../main/demo/repositories';
import { freeBlock, portOf, services, type DemoEnvironment, type Service } from '../../main/demo/shop/ports';
import { smokeSource } from '../../main/demo/shop/smoke-source';
import { portsJson } from '../../main/demo/shop/workspace-text';

const run = promisify(execFile);

/** The demo's services, started by hand from checkouts of their repositories. */
export interface Shop {
  readonly repositories: ReadonlyMap<string, WrittenRepository>;
  readonly basePort: number;
  /** Checks a label or tag out and starts it, instead of what ran there. */
  start(service: Service, environment: DemoEnvironment, label: string): Promise<void>;
  smoke(environment: DemoEnvironment): Promise<{ readonly code: number; readonly said: string }>;
  get(service: Service, environment: DemoEnvironment, path: string): Promise<Response>;
  end(): Promise<void>;
}

/** Blocks of a test process of its own, far from the demo's default. */
export const testBlock = async (): Promise<number> => {
  // Each of Playwright's workers has a range of its own: two tests at once never look at the same ports.
  const worker = Number(process.env['TEST_PARALLEL_INDEX'] ?? 0);
  const block = await freeBlock(22_400 + (worker % 4) * 2400 + Math.floor(Math.random() * 40) * 40);
  if (block === null) throw new Error('no free block of ports');
  return block;
};

export const writeStories = async (folder: string): Promise<ReadonlyMap<string, WrittenRepository>> => {
  const written = await writeRepositories(folder, stories, new AbortController().signal);
  if (!written.ok) throw new Error(JSON.stringify(written.failure));
  return written.value;
};

export const checkOut = async (repository: WrittenRepository, commit: string, folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const tar = `${folder}.tar`;
  await run('git', ['-c', 'safe.directory=*', '-C', repository.folder, 'archive', '-o', tar, commit]);
  await run('tar', ['-xf', tar, '-C', folder]);
};

const stop = async (child: ChildProcess | undefined): Promise<void> => {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
};

export const openShop = async (): Promise<Shop> => {
  const folder = await mkdtemp(join(tmpdir(), 'humdrum-shop-'));
  const basePort = await testBlock();
  const repositories = await writeStories(join(folder, 'repositories'));
  await writeFile(join(folder, 'smoke.js'), smokeSource);
  await writeFile(join(folder, 'ports.json'), portsJson(basePort));
  const children = new Map<string, ChildProcess>();
  let checkouts = 0;
  return {
    repositories,
    basePort,
    start: async (service, environment, label) => {
      const repository = repositories.get(service)!;
      const commit = repository.commit(repository.mark(label));
      const tree = join(folder, `${service}-${(checkouts += 1)}`);
      await checkOut(repository, commit, tree);
      await stop(children.get(`${service}/${environment}`));
      const urls = services.map((s) => [
        `${s.toUpperCase()}_URL`,
        `http://127.0.0.1:${portOf(basePort, environment, s)}`,
      ]);
      const env = { PATH: process.env['PATH'], PORT: String(portOf(basePort, environment, service)) };
      const child = spawn(process.execPath, ['server.js'], {
        cwd: tree,
        env: { ...env, ...Object.fromEntries(urls), ENVIRONMENT: environment, COMMIT: commit, VERSION: label },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      children.set(`${service}/${environment}`, child);
      await once(child.stdout, 'data');
    },
    smoke: (environment) =>
      new Promise((resolve) => {
        execFile(process.execPath, [join(folder, 'smoke.js'), environment], (error, stdout, stderr) =>
          resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr }),
        );
      }),
    get: (service, environment, path) => fetch(`http://127.0.0.1:${portOf(basePort, environment, service)}${path}`),
    end: async () => {
      await Promise.all([...children.values()].map(stop));
      await rm(folder, { recursive: true });
    },
  };
};
