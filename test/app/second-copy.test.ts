import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkout, isRoot, runtime } from '../support/app-runtime';
import { boardIsDrawn, expect, test } from '../support/app';

/** Starts another Humdrum as somebody would, and answers what it said once it has ended by itself. */
const startAnother = async (data: string, ...args: readonly string[]) =>
  promisify(execFile)(runtime().executable, [...(isRoot ? ['--no-sandbox'] : []), checkout, ...args], {
    env: { ...process.env, HUMDRUM_DATA: data },
  });

test('a second copy brings the first to the front, says so and ends', async ({ app, page, data }) => {
  await boardIsDrawn(page);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const { stdout } = await startAnother(data);
  expect(stdout.trim()).toBe('Humdrum is already running: its window is in front now.');
  await expect
    .poll(async () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(true);
  expect(app.windows()).toHaveLength(1);
});

test('a second copy opens its workspace in the first', async ({ app, page, data }) => {
  await boardIsDrawn(page);
  const before = await page.title();
  const folder = join(data, 'elsewhere');
  mkdirSync(folder);
  const file = join(folder, 'humdrum.yml');
  writeFileSync(file, 'workspace: elsewhere\n');
  const { stdout } = await startAnother(data, '--workspace', file);
  expect(stdout.trim()).toBe(`Humdrum is already running: its window is in front now and opens ${file}.`);
  await expect(page).not.toHaveTitle(before);
  expect(app.windows()).toHaveLength(1);
});
