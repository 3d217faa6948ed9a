import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, launchApp, test as base } from '../support/app';
import { startKeyring } from '../support/keyring';

const value = 'correct horse battery staple';
const origin = 'https://deploy.shop.example';

const test = base.extend<{ unlocked: boolean; session: Readonly<Record<string, string>> }>({
  // The shell is what is tested: a workspace file that is not there opens faster than the demo.
  workspace: '/nowhere/humdrum.yml',
  unlocked: [true, { option: true }],
  session: async ({ unlocked }, use) => {
    const keyring = await startKeyring(unlocked);
    await use(keyring.env);
    await keyring.stop();
  },
  appEnv: async ({ session }, use) => use(session),
});

/** Every file under a folder that holds one of the texts, as bytes or as base64. */
const filesWith = (folder: string, text: string): readonly string[] => {
  const needles = [
    text,
    Buffer.from(text).toString('base64').slice(0, -4),
    Buffer.from(text, 'utf16le').toString('binary'),
  ];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
    .filter((file) => {
      const bytes = readFileSync(file, 'binary');
      return needles.some((needle) => bytes.includes(needle));
    });
};

const openSettings = async (page: Page): Promise<void> => {
  await page.evaluate(() => {
    window.location.hash = '#/settings';
  });
  await expect(page.getByRole('heading', { name: 'Secrets' })).toBeVisible();
};

const setSecret = async (page: Page): Promise<void> => {
  await openSettings(page);
  await page.getByLabel('Name').last().fill('DEPLOY');
  // As it is copied out of an address bar.
  await page.getByLabel('Origin').fill(`${origin}/v1/`);
  await page.getByLabel('Value').fill(value);
  await page.getByRole('button', { name: 'Set secret' }).click();
  await expect(secrets(page)).toContainText(`DEPLOYfor ${origin}`);
};

const secrets = (page: Page) => page.getByRole('list', { name: 'Secrets' });

test('a secret survives a restart, sealed by the system’s secret store, and its value is nowhere in the data folder', async ({
  app,
  page,
  data,
  session,
}) => {
  await setSecret(page);
  await expect(page.getByText('Kept by this system’s secret store, encrypted.')).toBeVisible();
  await app.close();
  expect(statSync(join(data, 'desktop', 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(filesWith(data, 'DEPLOY')).toEqual([join(data, 'desktop', 'secrets.json')]);
  expect(filesWith(data, value)).toEqual([]);

  const again = await launchApp({ data, args: ['--workspace', '/nowhere/humdrum.yml'], env: session });
  const later = await again.firstWindow();
  await openSettings(later);
  await expect(secrets(later)).toContainText(`DEPLOYfor ${origin}`);
  // Opened again, as the engine would ask for it: the store has the key, the file has the rest.
  const sealed = JSON.parse(readFileSync(join(data, 'desktop', 'secrets.json'), 'utf8')) as readonly {
    sealed: string;
  }[];
  const opened = await again.evaluate(
    ({ safeStorage }, text) => safeStorage.decryptString(Buffer.from(text, 'base64')),
    sealed[0]?.sealed ?? '',
  );
  await again.close();
  expect(opened).toBe(value);
});

test.describe('on a desktop without a secret store', () => {
  test.use({ unlocked: false });

  test('a secret stays in memory: the app says so, writes nothing, and has forgotten it after a restart', async ({
    app,
    page,
    data,
    session,
  }) => {
    await setSecret(page);
    await expect(page.getByText('secrets stay in memory and are gone when Humdrum ends')).toBeVisible();
    await app.close();
    expect(filesWith(data, 'DEPLOY')).toEqual([]);
    expect(filesWith(data, value)).toEqual([]);

    const again = await launchApp({ data, args: ['--workspace', '/nowhere/humdrum.yml'], env: session });
    const later = await again.firstWindow();
    await openSettings(later);
    await expect(secrets(later)).toContainText('None is kept here yet.');
    await again.close();
  });
});
