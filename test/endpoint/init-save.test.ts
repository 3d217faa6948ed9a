import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { saveNew } from '../../main/init/write';
import { bundleProcess } from '../support/bundle-process';
import { expect, test } from '../support/init-rig';
import { failureOf } from '../support/results';

const run = promisify(execFile);

test('a disk that takes no more leaves nothing behind: the next attempt is not told that a file is there', async ({
  rig,
}) => {
  const file = join(rig.folder, 'humdrum.yml');
  const script = await bundleProcess(join(__dirname, '../support/save-new-process.ts'));
  // A file may have 8 KB, and the signal of that is ignored: a write then fails half way, as on a full disk.
  const limited = 'trap "" XFSZ; ulimit -f 8; exec "$@"';
  const { stdout } = await run('bash', ['-c', limited, 'bash', process.execPath, script, file, '100000']);
  expect(JSON.parse(stdout)).toMatchObject({ ok: false, failure: { kind: 'file-unwritable', file } });
  expect(readdirSync(rig.folder)).toEqual([]);
  expect(await saveNew(file, 'humdrum: 1\n')).toEqual({ ok: true, value: null });
  expect(readdirSync(rig.folder)).toEqual(['humdrum.yml']);
  expect(readFileSync(file, 'utf8')).toBe('humdrum: 1\n');
  expect(statSync(file).nlink).toBe(1);
});

test('of many who save at once one does, whole, and the others are told that something stands there', async ({
  rig,
}) => {
  const file = join(rig.folder, 'humdrum.yml');
  const texts = Array.from({ length: 20 }, (_, at) => `${at}\n`.repeat(20_000));
  const saved = await Promise.all(texts.map((text) => saveNew(file, text)));
  const winner = saved.findIndex(({ ok }) => ok);
  expect(saved.filter(({ ok }) => ok)).toHaveLength(1);
  for (const each of saved) if (!each.ok) expect(each.failure).toEqual({ kind: 'file-exists', file });
  expect(readFileSync(file, 'utf8')).toBe(texts[winner]);
  expect(readdirSync(rig.folder)).toEqual(['humdrum.yml']);
});

test('a link that leads nowhere and a folder by that name are something that stands there', async ({ rig }) => {
  symlinkSync('/nowhere/at/all', join(rig.folder, 'link.yml'));
  mkdirSync(join(rig.folder, 'folder.yml'));
  for (const name of ['link.yml', 'folder.yml']) {
    const file = join(rig.folder, name);
    expect(failureOf(await saveNew(file, 'humdrum: 1\n'))).toEqual({ kind: 'file-exists', file });
  }
  expect(readdirSync(rig.folder)).toEqual(['folder.yml', 'link.yml']);
});

test('where the file system knows no hard links it is written all the same, and never over another', async ({
  rig,
}) => {
  const file = join(rig.folder, 'humdrum.yml');
  const script = await bundleProcess(join(__dirname, '../support/save-new-process.ts'));
  const inject = ['-e', 'trace=link,linkat', '-e', 'inject=link,linkat:error=EPERM'];
  const save = async () => {
    const { stdout } = await run('strace', [
      '-f',
      '-qq',
      '-o',
      '/dev/null',
      ...inject,
      process.execPath,
      script,
      file,
      '9',
    ]);
    return JSON.parse(stdout);
  };
  expect(await save()).toEqual({ ok: true, value: null });
  expect(await save()).toMatchObject({ failure: { kind: 'file-exists', file } });
  expect(readFileSync(file, 'utf8')).toBe('x'.repeat(9));
  expect(readdirSync(rig.folder)).toEqual(['humdrum.yml']);
});
