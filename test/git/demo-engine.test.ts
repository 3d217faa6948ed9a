import { copyFileSync, mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Engine } from '../../main/api/engine';
import { createTerminalHost } from '../../main/cli/terminal-host';
import { stopLocal } from '../../main/endpoints/local/stop-local';
import { workspaceFolder } from '../../main/data-folder';
import { createEngine } from '../../main/workspace-engine';
import { testBlock } from '../support/demo-shop';
import { engineScripts } from '../support/engine-scripts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'humdrum-demo-engine-')));
const local: string[] = [];
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  process.env['HUMDRUM_DEMO_PORT'] = String(await testBlock());
});
test.afterAll(async () => {
  delete process.env['HUMDRUM_DEMO_PORT'];
  for (const each of local) await stopLocal(each);
  await rm(folder, { recursive: true });
});

/** Opens the demo of a data folder, as the window does. */
const openDemo = async (data: string): Promise<Engine> => {
  const engine = await createEngine({
    file: null,
    data,
    scripts: await engineScripts(),
    host: createTerminalHost({}, 'test'),
    live: false,
  });
  const open = engine.session();
  if (open.ok) local.push(join(workspaceFolder(data, open.value.workspace.id), 'local'));
  return engine;
};

test('a demo that was stopped runs again before its board is drawn', async () => {
  const data = join(folder, 'data');
  await (await openDemo(data)).close();
  for (const each of local) await stopLocal(each);
  const engine = await openDemo(data);
  try {
    expect(await engine.refresh()).toMatchObject({ ok: true });
    const cells = engine.feed.last()?.components.flatMap((component) => component.cells) ?? [];
    expect(cells).toHaveLength(16);
    expect(cells.map(({ running }) => running?.health)).toEqual(Array(16).fill('healthy'));
  } finally {
    await engine.close();
  }
});

test('a demo that can’t be built is not opened by halves: the reason is what is said', async () => {
  const data = join(folder, 'other');
  mkdirSync(join(data, 'demo'), { recursive: true });
  copyFileSync(join(folder, 'data/demo/humdrum.yml'), join(data, 'demo/humdrum.yml'));
  const engine = await openDemo(data);
  try {
    expect(engine.session()).toMatchObject({ ok: false, failure: { kind: 'data-folder' } });
    expect(engine.feed.last()?.problems).toMatchObject([{ kind: 'data-folder', folder: join(data, 'demo') }]);
  } finally {
    await engine.close();
  }
});
