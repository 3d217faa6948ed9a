import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Answer, Request } from '../../main/endpoints/local/protocol';
import { emptyState, stateFile } from '../../main/endpoints/local/state';
import { createSupervisor, type Supervisor } from '../../main/endpoints/local/supervisor';
import { good, isRunning, slow, test, versions, type LocalRig } from '../support/endpoint-local';
import { freePort } from '../support/endpoint-orders';

const about = { component: 'shop', environment: 'test' };

const says = async (supervisor: Supervisor, request: Request): Promise<Answer | undefined> => {
  const heard: Answer[] = [];
  await supervisor.answer(request, (answer) => heard.push(answer));
  return heard.at(-1);
};

const startOf = async (local: LocalRig, order: string, commit: typeof good, port: number): Promise<Request> => {
  const folder = join(local.stateFolder, 'releases', order);
  await mkdir(join(folder, 'tree'), { recursive: true });
  await writeFile(join(folder, 'tree', 'server.js'), versions[commit] ?? '');
  const env = { PORT: '${port}', STARTS: join(local.stateFolder, 'starts'), GO: join(local.stateFolder, 'go') };
  const release = { order, commit, folder, run: [process.execPath, 'server.js'], env, health: null };
  return { type: 'start', ...about, port, withinMs: 20_000, release };
};

test('while it is being written an order has no receipt and the one before is what runs; where the disk does not take it, it is refused', async ({
  local,
}) => {
  const port = await freePort();
  await mkdir(local.stateFolder, { recursive: true });
  const state = emptyState();
  const supervisor = createSupervisor(local.stateFolder, state, () => {});
  const first = await says(supervisor, await startOf(local, 'first', good, port));
  expect(first).toMatchObject({ receipt: { kind: 'accepted' } });

  const second = says(supervisor, await startOf(local, 'second', slow, port));
  const pipe = `${stateFile(local.stateFolder)}.new`;
  // Its process is on record: the next write is that of its receipt. A pipe that nobody reads is a disk that does not answer.
  await expect.poll(() => readFile(stateFile(local.stateFolder), 'utf8')).toContain(`"${slow}"`);
  await expect
    .poll(() => {
      try {
        execFileSync('mkfifo', [pipe], { stdio: 'ignore' });
        return true;
      } catch {
        return false; // the write before is just ending
      }
    })
    .toBe(true);
  await writeFile(join(local.stateFolder, 'go'), '');
  await expect.poll(() => state.orders['second']?.receipt ?? null).not.toBeNull();
  const find: Request = { type: 'find', order: 'second', wait: false };
  const meanwhile = [await says(supervisor, find), await says(supervisor, { type: 'observe', ...about })];
  // It answers now, but a pipe can't be synced: the write fails.
  const reader = openSync(pipe, constants.O_RDWR);
  expect(meanwhile).toMatchObject([{ receipt: null }, { commit: good, trouble: null }]);

  expect(await second).toMatchObject({ receipt: { kind: 'refused' } });
  expect(await says(supervisor, find)).toMatchObject({ receipt: { kind: 'refused' } });
  expect(await says(supervisor, { type: 'observe', ...about })).toMatchObject({ commit: good, trouble: null });
  const pids = (await readFile(join(local.stateFolder, 'starts'), 'utf8')).trim().split('\n').map(Number);
  expect(pids.map(isRunning)).toEqual([true, false]);
  rmSync(pipe);
  closeSync(reader);
  await supervisor.stop(false);
});
