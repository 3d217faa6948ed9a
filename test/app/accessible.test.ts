import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { boardIsDrawn, expect, test } from '../support/app';
import { button, cell, verdict } from '../support/app-board';

const screens = [
  ['#/', 'Pipelines'],
  ['#/component/checkout', 'Funnel of checkout'],
  ['#/compare/production/staging', 'Changes'],
  ['#/activity', 'Activity'],
  ['#/agreement', 'Agreement'],
  ['#/insights', 'Insights'],
  ['#/isolation', 'Isolation'],
  ['#/releases', 'Releases'],
  ['#/rotation', 'Rotation'],
  ['#/settings', 'Settings'],
] as const;

/** Serious and critical findings, each with where it is. An Electron page can't open a second one, hence the legacy mode. */
const findings = async (page: Page): Promise<readonly string[]> => {
  const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(passes.length, 'axe looked at something').toBeGreaterThan(5);
  return violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.failureSummary ?? ''}`));
};

for (const scheme of ['light', 'dark'] as const)
  test(`every screen is free of serious findings in ${scheme}`, async ({ page }, info) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await boardIsDrawn(page);
    for (const [place, name] of screens) {
      await page.evaluate((hash) => {
        window.location.hash = hash;
      }, place);
      await expect(
        page.getByRole('main').getByLabel(name).or(page.getByRole('heading', { name })).first(),
      ).toBeVisible();
      await page.screenshot({ path: info.outputPath(`${scheme}-${name}.png`) });
      expect(await findings(page), `${place} in ${scheme}`).toEqual([]);
    }
    await page.evaluate(() => {
      window.location.hash = '#/';
    });
    await button(page, 'Promote catalog to staging').click();
    await expect(cell(page, 'catalog', 'staging')).toContainText('staging already runs ae7ac58', { timeout: 40_000 });
    await expect(cell(page, 'catalog', 'staging')).toContainText('verified', { timeout: 40_000 });
    await cell(page, 'catalog', 'staging').focus();
    await page.keyboard.press('l');
    await expect(verdict(page, 'catalog', 'staging')).toContainText('Deployed');
    expect(await findings(page), `the deployment panel in ${scheme}`).toEqual([]);
    await page.screenshot({ path: info.outputPath(`${scheme}-panel.png`) });
  });
