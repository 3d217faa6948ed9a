import { expect } from '@playwright/test';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleProcess } from '../support/bundle-process';
import { createWorkspaces } from '../../main/workspace/read';
import { smallFile, test } from '../support/ledger-workspace';

const never = new AbortController().signal;

const parser = join(__dirname, '../../main/workspace/parse-process.ts');

test('a text that was parsed before is not parsed again; another text, a damaged memory and another parser are', async ({
  folder,
}) => {
  const file = join(folder, 'humdrum.yml');
  const cache = join(folder, 'parsed');
  const script = join(folder, 'parser.cjs');
  writeFileSync(script, readFileSync(await bundleProcess(parser)));
  writeFileSync(file, smallFile);
  const read = (nodePath: string) =>
    createWorkspaces(script, cache, { parserScript: script, nodePath, nodeEnv: { ELECTRON_RUN_AS_NODE: '1' } }).read(
      file,
      never,
    );
  const [node, nobody] = [process.execPath, '/bin/false'];
  const first = await read(node);
  expect(first.ok).toBe(true);
  const kept = (): readonly string[] => readdirSync(cache).filter((name) => name.endsWith('.json'));
  await expect.poll(kept).toHaveLength(1);
  expect(await read(nobody)).toEqual(first);

  writeFileSync(file, `${smallFile}\n# another text\n`);
  expect(await read(nobody)).toMatchObject({ ok: false, failure: { kind: 'workspace-bomb' } });
  writeFileSync(file, smallFile);
  writeFileSync(join(cache, kept()[0] ?? ''), '{"kind":"document","value":');
  expect(await read(nobody)).toMatchObject({ ok: false, failure: { kind: 'workspace-bomb' } });
  expect(await read(node)).toEqual(first);
  writeFileSync(script, `${readFileSync(script, 'utf8')}\n// another parser\n`);
  expect(await read(nobody)).toMatchObject({ ok: false, failure: { kind: 'workspace-bomb' } });
});

test('twenty texts are kept, and the newest is one of them', async ({ folder }) => {
  const file = join(folder, 'humdrum.yml');
  const cache = join(folder, 'parsed');
  writeFileSync(file, smallFile);
  mkdirSync(cache);
  for (let i = 0; i < 30; i += 1) {
    writeFileSync(join(cache, `${i}.json`), '{}');
    utimesSync(join(cache, `${i}.json`), 1000 + i, 1000 + i);
  }
  await createWorkspaces(await bundleProcess(parser), cache).read(file, never);
  await expect.poll(() => readdirSync(cache).length).toBe(20);
  const oldest = Array.from({ length: 11 }, (_none, i) => `${i}.json`);
  expect(readdirSync(cache).filter((name) => oldest.includes(name))).toEqual([]);
  expect(readdirSync(cache).filter((name) => /^[0-9a-f]{64}\.json$/.test(name))).toHaveLength(1);
});
