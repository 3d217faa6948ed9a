import { statSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { boardIsDrawn, expect, test } from '../support/app';

// Every component in every state, from fixtures, in the real window: photographed and looked at by axe, in both schemes.
for (const scheme of ['light', 'dark'] as const)
  test(`every piece of the gallery is drawn, photographed and free of serious findings in ${scheme}`, async ({
    app,
    page,
  }, info) => {
    test.setTimeout(600_000);
    const open = async (query: string): Promise<void> =>
      app.evaluate(
        ({ BrowserWindow }, address) => BrowserWindow.getAllWindows()[0]?.loadURL(address),
        `app://humdrum/gallery.html?scheme=${scheme}${query}`,
      );
    await boardIsDrawn(page);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await open('&only=none');
    const links = page.getByRole('navigation', { name: 'Pieces' }).getByRole('link');
    const names = await links.allInnerTexts();
    expect(names.length, 'there is a gallery').toBeGreaterThan(30);
    const findings: string[] = [];
    for (const name of names) {
      await open(`&piece=${encodeURIComponent(name)}`);
      const piece = page.locator('[data-gallery]');
      await expect(piece).toBeVisible();
      await expect(piece).not.toBeEmpty();
      const picture = info.outputPath(`${name.replaceAll(/[^\w-]+/g, '-')}.png`);
      await page.screenshot({ path: picture });
      expect(statSync(picture).size, name).toBeGreaterThan(2000);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      const serious = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
      findings.push(...serious.flatMap((v) => v.nodes.map((n) => `${name}: ${v.id} ${n.target.join(' ')}`)));
    }
    expect(findings).toEqual([]);
  });
