import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { boardIsDrawn, expect, test } from '../support/app';
import { isRoot } from '../support/app-runtime';

test.use({ workspace: '/nowhere/humdrum.yml' });

test('settings that can’t be stored hold until the end, and the app goes on', async ({ app, page, data }) => {
  expect(isRoot, 'root may write everywhere: npm test runs this as somebody else').toBe(false);
  await boardIsDrawn(page);
  const folder = join(data, 'desktop');
  const before = readFileSync(join(folder, 'settings.json'), 'utf8');
  let said = '';
  app.process().stderr?.on('data', (piece: Buffer) => (said += piece.toString()));
  chmodSync(folder, 0o500);
  // A window that moves remembers where it is.
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 40, width: 1000, height: 700 }),
  );
  await expect.poll(() => said).toContain('Settings could not be stored, and hold until Humdrum ends');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await expect(page.getByText('No workspace file')).toBeVisible();
  chmodSync(folder, 0o700);
  expect(readFileSync(join(folder, 'settings.json'), 'utf8')).toBe(before);
});
