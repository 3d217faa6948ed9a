import { expect, test } from '@playwright/test';
import { measuredText } from '../../contract/span';
import { figureText } from '../../contract/words/insights';
import { cornerShopInsights } from '../../renderer/gallery/fixtures/insights';
import { roundAbove } from '../../renderer/insights/bar-chart';
import { insightsCsv, insightsMarkdown } from '../../renderer/insights/export-insights';

test('a figure is said in the unit people would use', () => {
  expect([40_000, 12 * 60_000, 3.5 * 3_600_000, 100.8 * 3_600_000].map(measuredText)).toEqual([
    '40 s',
    '12 min',
    '3.5 h',
    '4.2 d',
  ]);
  expect([3, 0.5, 1 / 30].map((n) => figureText(n, 'a day'))).toEqual(['3 a day', '3.5 a week', '1 a month']);
  expect(figureText(7 / 61, 'share')).toBe('11 %');
  expect(figureText(null, 'span')).toBe('–');
});

test('the figures are exported as they stand on screen, and as they were computed', () => {
  const markdown = insightsMarkdown('Corner shop', cornerShopInsights);
  expect(markdown).toContain('| Change lead time | 2.2 d | 214 changes | 4.9 d |');
  expect(markdown).toContain('| 17 or more | 1 | 1 | 100 % |');
  expect(markdown).toContain('mended by “fix: prices with two decimals”');
  expect(insightsCsv(cornerShopInsights).split('\r\n')).toContain(
    'dora,production,changeFailRate,0.11475409836065574,61',
  );
});

test('whatever a subject or a name holds, an export has a line a row and no element', () => {
  const [bag] = cornerShopInsights.bags;
  if (!bag?.evidence[0]) throw new Error('the fixture has a bag with evidence');
  const subject = 'fix: a | b\r\n<img src=x>\n=1+1';
  const hostile = {
    ...cornerShopInsights,
    bags: [{ ...bag, evidence: [{ ...bag.evidence[0], kind: 'fix' as const, subject }] }],
  };
  const plain = { ...cornerShopInsights, bags: [bag] };
  const markdown = insightsMarkdown('# <b>', hostile);
  expect(markdown).not.toContain('<');
  expect(markdown.split('\n')).toHaveLength(insightsMarkdown('shop', plain).split('\n').length);
  const named = insightsCsv({ ...hostile, bags: [{ ...bag, component: '=1+1' }] });
  expect(named).toContain("brown-paper-bag,'=1+1,");
});

test('an axis ends at a round number that holds every bar', () => {
  expect([1, 3, 7, 18, 51, 200, 201].map(roundAbove)).toEqual([1, 5, 10, 20, 100, 200, 500]);
});
