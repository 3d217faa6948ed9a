import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { button, cell, panel, verdict } from '../support/app-board';
import { humdrum } from '../support/app-terminal';
import { ledgerEntries } from '../support/app-release';
import { boardIsDrawn, expect, test as base } from '../support/app-workspace';
import { freePort } from '../support/endpoint-orders';
import { startPrometheus } from '../support/monitoring';
import { addCommit } from '../support/repositories';

/** A service that is asked twenty times a second and counts its answers; of a bad one every other is an error. */
const service = (bad: boolean): string => `
let [requests, errors] = [0, 0];
setInterval(() => ((requests += 1), ${bad} && requests % 2 === 0 && (errors += 1)), 50);
const metrics = () => 'requests_total ' + requests + '\\nerrors_total ' + errors + '\\n';
require('node:http').createServer((_request, response) => response.end(metrics())).listen(Number(process.env.PORT), '127.0.0.1');
`;

const test = base.extend<{ port: number }>({
  port: async ({}, use) => use(await freePort()),
  repositorySpec: { commits: [{ name: 'good', files: { 'server.js': service(false) } }] },
  workspaceText: async ({ folder, port }, use) => {
    mkdirSync(join(folder, 'prometheus'));
    const scraped = { job: 'works', origin: `http://127.0.0.1:${port}` };
    const prometheus = await startPrometheus(join(folder, 'prometheus'), [scraped]);
    await use(`humdrum: 1
name: Monitored
stages:
  - { name: production, rollback: automatic }
environments:
  production:
    endpoint: { kind: local, port: ${port}, run: ['${process.execPath}', server.js], env: { PORT: '\${port}' } }
components:
  - name: works
    repository: ./works.git
    verify:
      - name: errors
        prometheus: ${prometheus.origin}
        query: 'rate(errors_total{job="\${component}"}[4s]) / rate(requests_total{job="\${component}"}[4s])'
        below: 0.05
        settle: 6s
        holds: 2s
        every: 500ms
        within: 12s
`);
    await prometheus.close();
  },
});

test('errors that rise after a promotion roll it back by itself: on the ledger, on the board and in its panel', async ({
  page,
  works,
  data,
  workspace,
}) => {
  test.setTimeout(180_000);
  await boardIsDrawn(page);
  await button(page, 'Trust').click();
  const production = cell(page, 'works', 'production');
  await button(page, 'Promote works to production').click();
  await expect(production).toContainText('verified', { timeout: 40_000 });
  const good = works.id('good');
  await expect(production).toContainText(good.slice(0, 7));
  await expect(production.getByTitle(/^watched closely until \d\d:\d\d$/)).toBeVisible();

  const bad = await addCommit(works.path, 'main', { 'server.js': service(true) }, { message: 'count faster' });
  await expect(button(page, 'Promote works to production')).toContainText('Promote 1');
  await button(page, 'Promote works to production').click();
  await page.getByRole('button', { name: /: deployment of works to production$/ }).click();

  const told = verdict(page, 'works', 'production');
  await expect(told).toContainText('Deployed and faulty: “errors” failed', { timeout: 60_000 });
  await expect(told).toContainText('It is being rolled back.');
  await expect(page.getByText('Faulty: errors failed. Rolled back by itself: production runs works')).toBeVisible();
  await expect(page.getByText('The stage is on hold until somebody resumes it.')).toBeVisible();
  await expect(told).toContainText('It was rolled back since.');
  await expect(production).toContainText('on hold');
  await expect(production).toContainText(good.slice(0, 7));
  await page.keyboard.press('Escape');
  await production.focus();
  await page.keyboard.press('l');
  await expect(told).toContainText('Deployed and verified');
  await expect(panel(page, 'works', 'production')).toContainText('By itself: errors failed.');
  await page.keyboard.press('Escape');
  await expect(button(page, 'Promote works to production')).toHaveAccessibleDescription(/rejected/);

  const entries = await ledgerEntries(data, workspace ?? '');
  const said = entries.map((e) => [e.kind, e.cause ?? e.verdict ?? e.outcome ?? e.reason ?? ''].join(' ').trim());
  console.log((await humdrum(data, 'log', '--workspace', workspace ?? '')).out);
  expect(said).toEqual([
    'claimed promotion', 'sending', 'verdict deployed', 'verification passed',
    'claimed promotion', 'sending', 'verdict deployed', 'verification failed',
    'claimed rollback', 'sending', 'rejected By itself: errors failed.', 'held By itself: errors failed.',
    'verdict deployed', 'verification passed',
  ]); // oxfmt-ignore
  const claims = entries.flatMap((e) => (e.kind === 'claimed' ? [e.candidate?.commit] : []));
  expect(claims).toEqual([good, bad, good]);
});
