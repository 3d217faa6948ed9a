import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { ready, test, wordsOf } from '../support/engine-rig';

// A disk that fails or is full under the real engine: what can't be recorded is not done, and says so.

/** Every fdatasync of a thread from its `from`th on fails with EIO; with one thread in the pool that is the journal's `from`th record. */
const syncsFail = (from: number): readonly string[] => [
  'strace',
  '-f',
  '-qq',
  '--seccomp-bpf',
  '-o',
  '/dev/null',
  '-e',
  'trace=fdatasync',
  '-e',
  `inject=fdatasync:error=EIO:when=${from}+`,
];
const oneThread = { UV_THREADPOOL_SIZE: '1' };

for (const [record, from] of [
  ['that a promotion was asked for', 1],
  ['SENDING', 2],
] as const)
  test(`a disk that fails when the journal records ${record}: nothing is sent, and the words say so`, async ({
    site,
  }) => {
    const engine = await site.open({ wrap: syncsFail(from), env: oneThread });
    const board = await engine.board(ready);
    const ending = await engine.act('promote', site.click(board));
    expect(ending).toMatchObject({ kind: 'nothing-sent', failure: { kind: 'journal-unwritable' } });
    expect(wordsOf(ending)).toMatch(/journal can’t be written.*EIO.*Nothing was sent.*then try again/);
    expect(site.orders).toEqual([]);

    // What the disk holds is unknown from then on: the same journal is not believed again.
    const again = await engine.act('promote', site.click(board));
    expect(wordsOf(again)).toContain('start Humdrum again');
    expect(site.orders).toEqual([]);
    await engine.close();

    const restarted = await site.open();
    const ended = await restarted.act('promote', site.click(await restarted.board(ready)));
    expect(ended).toMatchObject({ kind: 'verdict', verdict: 'deployed' });
    expect(site.orders).toHaveLength(1);
  });

/** Mounts a file system of 64 KB on `folder` and leaves `free` bytes of it, for what follows on the command line only. */
const onFullDisk = (folder: string, free: number): readonly string[] => [
  'unshare',
  '--user',
  '--map-root-user',
  '--mount',
  'sh',
  '-ec',
  `mount -t tmpfs -o size=64k none "$0"; head -c ${65_536 - free} /dev/zero > "$0/filler"; exec "$@"`,
  folder,
];

test('a full disk under the journal: nothing is sent, and the words say what to do', async ({ site }) => {
  const first = await site.open();
  await first.board(ready);
  await first.close();
  const [id = ''] = readdirSync(join(site.data, 'workspaces'));
  const journal = join(site.data, 'workspaces', id, 'journal');
  mkdirSync(journal, { recursive: true });

  const engine = await site.open({ wrap: onFullDisk(journal, 0) });
  const ending = await engine.act('promote', site.click(await engine.board(ready)));
  expect(ending).toMatchObject({ kind: 'nothing-sent', failure: { kind: 'journal-unwritable' } });
  expect(wordsOf(ending)).toMatch(/ENOSPC.*Nothing was sent.*Make room on the disk/);
  expect(site.orders).toEqual([]);
});

test('a data folder with 64 KB in all: the engine starts, says what is missing, and sends nothing', async ({
  site,
}) => {
  mkdirSync(site.data);
  const engine = await site.open({ wrap: onFullDisk(site.data, 16_384) });
  const board = await engine.board(({ header, components }) => header.readAt !== null && components.size > 0);
  const said = JSON.stringify(board.components.get('catalog')?.mirror) + JSON.stringify(board.header.problems);
  expect(said).toMatch(/no space left|ENOSPC/i);
  const ending = await engine.act('promote', { ...site.click(board), commit: site.repository.id('two') });
  expect(ending.kind).toBe('nothing-sent');
  expect(site.orders).toEqual([]);
});
