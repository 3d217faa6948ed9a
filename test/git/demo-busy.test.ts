import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runBusy, type BusyEvent } from '../../main/demo/busy';
import { readResults } from '../../main/demo/busy/results-file';
import { makeDemoFolder, writeMarker } from '../../main/demo/folder';
import { services } from '../../main/demo/shop/ports';
import { writeShop } from '../../main/demo/write-shop';

const never = new AbortController().signal;
let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'humdrum-busy-'));
});
test.afterEach(async () => rm(folder, { recursive: true }));

const shop = async (name: string): Promise<string> => {
  const dir = join(folder, name);
  await makeDemoFolder(dir, 1);
  const written = await writeShop(dir, 1, never);
  if (!written.ok) throw new Error(JSON.stringify(written.failure));
  await writeMarker(dir, { basePort: 1, complete: true });
  return dir;
};

const busy = async (dir: string, seed: number, happenings: number): Promise<readonly BusyEvent[]> => {
  const events: BusyEvent[] = [];
  const ended = await runBusy({
    dir,
    seed,
    happenings,
    now: () => '2026-11-20T08:00:00.000Z',
    wait: async () => undefined,
    promote: async () => undefined,
    did: (event) => events.push(event),
    signal: never,
  });
  expect(ended.ok).toBe(true);
  return events;
};

test('the same seed makes the same things happen, and another seed others', async () => {
  const [one, two, three] = [await shop('one'), await shop('two'), await shop('three')];
  const first = await busy(one, 7, 20);
  expect(await busy(two, 7, 20)).toEqual(first);
  expect(await busy(three, 8, 20)).not.toEqual(first);
});

test('every happening is there to be read: commits in git, checks in their file, promotions at the engine', async () => {
  const dir = await shop('one');
  const events = await busy(dir, 3, 60);
  expect(new Set(events.map((event) => event.kind))).toEqual(new Set(['commit', 'checks', 'promote']));
  const results = await readResults(dir);
  for (const event of events) {
    if (event.kind === 'commit') {
      const bare = join(dir, 'repositories', `${event.component}.git`);
      const git = (...args: string[]): string =>
        execFileSync('git', ['-c', 'safe.directory=*', '-C', bare, ...args], { encoding: 'utf8' });
      expect(git('log', '-1', '--format=%s', event.commit).trim()).toBe(event.subject);
      expect(git('merge-base', '--is-ancestor', event.commit, 'main')).toBe('');
    }
    if (event.kind === 'checks')
      expect(results.find((c) => c.commit === event.commit && c.name === 'acceptance')?.result).toBe(event.result);
  }
  for (const service of services) {
    const bare = join(dir, 'repositories', `${service}.git`);
    execFileSync('git', ['-c', 'safe.directory=*', '-C', bare, 'fsck', '--strict']);
  }
  // The hotfix comes in with a merge, and production of the web diverges no more.
  const hotfix = ['-C', join(dir, 'repositories', 'web.git'), 'merge-base', '--is-ancestor', 'hotfix/3.1.1', 'main'];
  expect(execFileSync('git', ['-c', 'safe.directory=*', ...hotfix]).toString()).toBe('');
});

test('a folder that is no demo is left alone', async () => {
  const options = { dir: folder, seed: 1, now: () => '', wait: async () => undefined, promote: async () => undefined };
  expect(await runBusy({ ...options, signal: never })).toMatchObject({ ok: false, failure: { kind: 'data-folder' } });
});

test('it ends with the signal', async () => {
  const dir = await shop('one');
  const stop = new AbortController();
  const events: BusyEvent[] = [];
  const ended = runBusy({
    dir,
    seed: 1,
    now: () => '2026-11-20T08:00:00.000Z',
    wait: async () => (events.length >= 3 ? stop.abort() : undefined),
    promote: async () => undefined,
    did: (event) => events.push(event),
    signal: stop.signal,
  });
  expect((await ended).ok).toBe(true);
  expect(events).toHaveLength(3);
});
