import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { boardIsDrawn, expect, launchApp, test, watchPage } from '../support/app';
import { cell } from '../support/app-board';
import { buildLargeWorkspace } from '../support/app-large';
import { humdrum, gitCounts } from '../support/app-terminal';

/** Scrolls the board from top to bottom, a step a frame; milliseconds between frames. */
const scrollFrames = (page: Page): Promise<readonly number[]> =>
  page.evaluate(async () => {
    const hidden = (e: Element): number => e.scrollHeight - e.clientHeight;
    const scrolls = (e: Element): boolean => /auto|scroll/.test(getComputedStyle(e).overflowY);
    const [scroller] = [...document.querySelectorAll('main, main *')]
      .filter(scrolls)
      .sort((a, b) => hidden(b) - hidden(a));
    if (!scroller) throw new Error('nothing scrolls');
    const frames: number[] = [];
    let before = performance.now();
    while (scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 2) {
      scroller.scrollTop += 40;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      frames.push(now - before);
      before = now;
    }
    return frames;
  });

test('50 components, one with 6,000 commits: exact numbers, and a board that is there at once when the mirrors are', async ({
  data,
}) => {
  test.setTimeout(240_000);
  const file = await buildLargeWorkspace(join(data, 'large'), 50, 6000);
  expect((await humdrum(data, 'status', '--workspace', file, '--trust', '--json')).code).toBe(0);

  const started = performance.now();
  const app = await launchApp({ data, args: ['--workspace', file] });
  const page = await app.firstWindow();
  const problems = watchPage(page);
  const window = performance.now() - started;
  await boardIsDrawn(page);
  const board = performance.now() - started;
  for (const place of ['mainline', 'production'])
    await expect(cell(page, 'big', place)).toContainText(/[0-9a-f]{7}/, { timeout: 30_000 });
  const commits = await page.getByRole('row', { name: 'big', exact: true }).innerText();
  const complete = performance.now() - started;

  // c3000 in production, c5999 on mainline; merges are no changes.
  const [tip, runs] = [await shown(page, 'big', 'mainline'), await shown(page, 'big', 'production')];
  expect(gitCounts(data, 'big', runs, tip)).toBeGreaterThan(2900);
  expect(commits).toContain('big');

  const frames = [...(await scrollFrames(page))].sort((a, b) => a - b);
  expect(frames.length, 'the board scrolled').toBeGreaterThan(10);
  const at = (share: number): string => (frames[Math.floor((frames.length - 1) * share)] ?? 0).toFixed(0);
  const figures = `window ${window.toFixed(0)} ms, first board ${board.toFixed(0)} ms, its first row ${complete.toFixed(0)} ms; ${frames.length} frames: p50 ${at(0.5)}, p95 ${at(0.95)}, longest ${at(1)} ms`;
  test.info().annotations.push({ type: 'figures', description: figures });
  process.stdout.write(`figures: ${figures}\n`);
  expect(problems).toEqual([]);
  await app.close();
});

const shown = async (page: Page, component: string, stage: string): Promise<string> =>
  /[0-9a-f]{7}/.exec(await cell(page, component, stage).innerText())?.[0] ?? '';
