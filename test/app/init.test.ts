import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { boardIsDrawn, expect, test } from '../support/app-shop';
import { button } from '../support/app-board';
import { humdrum } from '../support/app-terminal';

const proposed = `humdrum: 1
name: shop                                         # from the folder’s name
stages:
  - staging                                        # from api/config/deploy/staging.rb
  - name: production                               # from api/config/deploy/production.rb
    protected: true                                # from its name
environments:
  staging:                                         # from api/config/deploy/staging.rb
    endpoint: { kind: git-branch, branch: 'env/\${environment}' } # from nothing
`;

/** Without the width of the columns. */
const plain = (text: string): readonly string[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/ +#/, ' #'));

test('humdrum init proposes a file for two repositories, a compose file and Capistrano’s stages, and writes it once', async ({
  shop,
  data,
}) => {
  shop.put({
    'api/config/deploy.rb': "set :application, 'api'\nset :branch, ENV.fetch('REV', 'main')\n",
    'api/config/deploy/staging.rb': '',
    'api/config/deploy/production.rb': '',
    'compose.yaml': 'services:\n  web: { build: ./web }\n  mail: { build: ./web/mail }\n  db: { image: postgres }\n',
    'compose.prod.yaml':
      'services:\n  web: { image: ghcr.io/shop/web:live }\n  mail: { image: ghcr.io/shop/mail:live }\n',
  });
  const said = await humdrum(data, 'init', shop.folder);
  expect(said.code, said.err).toBe(0);
  const cap = (stage: string): readonly string[] => {
    const from = `# from api/config/deploy/${stage}.rb`;
    return [
      `      ${stage}: ${from}`,
      '        endpoint:',
      `          kind: command ${from}`,
      `          deploy: [cap, ${stage}, deploy] ${from}`,
      `          observe: [cap, ${stage}, 'humdrum:revision'] ${from}`,
      `          env: { REV: '\${candidate.commit}' } ${from}`,
      `          pass: [SSH_AUTH_SOCK] ${from}`,
      `          folder: api ${from}`,
    ];
  };
  const image = (service: string): readonly string[] => {
    const from = `# from compose.prod.yaml, service ${service}`;
    return [
      '    environments:',
      `      production: ${from}`,
      '        endpoint:',
      `          kind: oci-tag ${from}`,
      `          registry: 'https://ghcr.io' ${from}`,
      `          repository: shop/${service} ${from}`,
      `          tag: live ${from}`,
    ];
  };
  expect(plain(said.out)).toEqual([
    ...plain(proposed).slice(0, -1),
    "    endpoint: { kind: git-branch, branch: 'env/${environment}' } # from nothing that was looked at says how web, mail get there: a branch is moved",
    '  production: {} # from api/config/deploy/production.rb',
    'components:',
    '  - name: api # from api/.git/config',
    '    repository: ./api # from api/.git/config',
    '    branch: main # from api/.git/config',
    '    environments:',
    ...cap('staging'),
    ...cap('production'),
    '  - name: web # from web/.git/config',
    '    repository: ./web # from web/.git/config',
    '    branch: main # from web/.git/config',
    ...image('web'),
    '  - name: mail # from compose.yaml, service mail',
    '    repository: ./web # from compose.yaml, service mail',
    '    path: mail # from compose.yaml, service mail',
    '    branch: main # from compose.yaml, service mail',
    ...image('mail'),
  ]);
  expect(said.err).toContain('until it has the task humdrum:revision');

  const file = join(shop.folder, 'humdrum.yml');
  const untested = await humdrum(data, 'init', shop.folder, '--test', '--write', file);
  expect(untested.code).toBe(1);
  expect(untested.err).toContain('runs cap staging deploy with REV, SSH_AUTH_SOCK set (api in staging)');
  const written = await humdrum(data, 'init', shop.folder, '--write', file);
  expect(written.code, written.err).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe(said.out);
  const again = await humdrum(data, 'init', shop.folder, '--write', file);
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining('is never overwritten') });
});

test('in the window a folder is chosen, the file is read line by line, mended, tried, saved and opened', async ({
  app,
  page,
  shop,
}, info) => {
  await boardIsDrawn(page);
  await button(page, 'Settings').click();
  await button(page, 'New workspace…').click();
  await app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [folder] });
  }, shop.folder);
  await button(page, 'Choose folder…').click();
  const file = page.getByRole('textbox', { name: 'Workspace file' });
  await expect(file).toHaveValue(/name: web/);
  const from = page.getByRole('list', { name: 'Where each line is from' }).getByRole('listitem');
  const text = await file.inputValue();
  await expect(from.nth(text.split('\n').indexOf('  - name: web'))).toHaveText('web/.git/config');
  const reading = page.getByRole('status', { name: 'Reading' });
  await expect(reading).toContainText('It reads: 2 components, 2 targets.');

  await file.fill(text.replace('stages:', 'stage:'));
  await expect(reading).toContainText('did you mean stages?');
  await expect(from.nth(2)).toHaveText('you');
  await expect(button(page, 'Save and open')).toBeDisabled();
  await expect(button(page, 'Test connections')).toBeDisabled();
  // More lines: each still stands beside where it is from.
  await file.fill(text.replace('stages:', '\n\n\n\nstages:'));
  await expect(reading).toContainText('It reads');
  await expect.poll(() => file.evaluate((area) => area.scrollTop)).toBe(0);
  await file.fill(text.replace('name: shop', 'name: Corner'));
  await expect(reading).toContainText('It reads');

  await button(page, 'Test connections').click();
  const acts = page.getByRole('region', { name: 'Before anything is asked' });
  await expect(acts).toContainText('moves the branch env/production');
  await button(page, 'Trust and test').click();
  const answers = page.getByRole('table', { name: 'Connections' });
  await expect(answers.getByRole('row', { name: 'web in production' })).toContainText('answers: runs nothing yet');
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: info.outputPath(`new-workspace-${scheme}.png`) });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.filter((v) => v.impact === 'serious' || v.impact === 'critical')).toEqual([]);
  }

  await button(page, 'Save and open').click();
  await expect(page).toHaveTitle('Corner · Humdrum');
  expect(readFileSync(join(shop.folder, 'humdrum.yml'), 'utf8')).toBe(text.replace('name: shop', 'name: Corner'));
});

test('a file that stands there already is not overwritten from the window either', async ({ page, shop }) => {
  shop.put({ 'humdrum.yml': 'mine\n' });
  await boardIsDrawn(page);
  await page.evaluate(() => (window.location.hash = '#/new-workspace'));
  await page.getByRole('textbox', { name: 'Folder', exact: true }).fill(shop.folder);
  await button(page, 'Look').click();
  await button(page, 'Save and open').click();
  await expect(page.getByText('is never overwritten')).toBeVisible();
  expect(readFileSync(join(shop.folder, 'humdrum.yml'), 'utf8')).toBe('mine\n');
});
