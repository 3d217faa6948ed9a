import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { addReports, readJunit } from '../../main/checks/junit';

const results = ['passed', 'failed', 'error', 'skipped'] as const;
type Result = (typeof results)[number];

const inner: Readonly<Record<Result, string>> = {
  passed: '<system-out>a &lt;failure/&gt; in a text is none</system-out>',
  failed: '<failure message="1 &amp; 2">trace</failure>',
  error: '<error/>',
  skipped: '<skipped/>',
};
const caseOf = (result: Result, n: number): string =>
  `<testcase classname="shop.Cart" name="case ${n}">${inner[result]}</testcase>`;
const suite = (cases: readonly Result[], from = 0): string =>
  `<testsuite name="cart" tests="99">${cases.map((result, n) => caseOf(result, from + n)).join('')}</testsuite>`;
const count = (cases: readonly Result[], ...of: readonly Result[]): number =>
  cases.filter((one) => of.includes(one)).length;

test('a report counts its cases, in suites within suites, whatever the numbers in its attributes say', () => {
  const cases = fc.array(fc.constantFrom(...results), { maxLength: 20 });
  fc.assert(
    fc.property(cases, cases, (first, second) => {
      const all = [...first, ...second];
      const xml = `<?xml version="1.0"?><testsuites>${suite(first)}<testsuite>${suite(second, first.length)}</testsuite></testsuites>`;
      const bad = all.flatMap((result, n) =>
        result === 'failed' || result === 'error' ? [`shop.Cart case ${n}`] : [],
      );
      expect(readJunit(xml)).toEqual({
        passed: count(all, 'passed'),
        failed: count(all, 'failed', 'error'),
        skipped: count(all, 'skipped'),
        failures: bad.slice(0, 5),
      });
    }),
  );
});

test('several reports are one', () => {
  const [a, b] = [readJunit(suite(['passed', 'failed'])), readJunit(suite(['skipped', 'error']))];
  if (typeof a === 'string' || typeof b === 'string') throw new Error('both are reports');
  expect(addReports([a, b])).toEqual({
    passed: 1,
    failed: 2,
    skipped: 1,
    failures: ['shop.Cart case 1', 'shop.Cart case 1'],
  });
});

test('what is no report says why: no XML, half of one, a page, nothing, one that is nested without end', () => {
  expect(readJunit('{}')).toBe('Non-whitespace before first tag., Line: 0');
  expect(readJunit('<testsuites><testsuite>')).toContain('Unclosed root tag');
  expect(readJunit('<html><body/></html>')).toBe('its first element is html, not testsuites');
  expect(readJunit('')).toBe('its first element is missing, not testsuites');
  expect(readJunit(`<testsuites>${'<testsuite>'.repeat(200)}`)).toBe('elements nested deeper than 100');
});

test('no entity but XML’s own is expanded: neither a bomb nor a file of this machine', () => {
  const bomb =
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><testsuite><testcase name="&b;"/></testsuite>';
  expect(readJunit(bomb)).toContain('Invalid character entity');
  const file = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><testsuite><testcase name="&f;"/></testsuite>';
  expect(readJunit(file)).toContain('Invalid character entity');
});

test('a suite that says more failed than its cases show has failed: what was set up for them did', () => {
  const passes = '<testcase name="adds"/>';
  const says = (attributes: string, inner = passes) => readJunit(`<testsuite ${attributes}>${inner}</testsuite>`);
  expect(says('errors="1"')).toMatchObject({ passed: 1, failed: 1 });
  expect(says('failures="2" errors="1"')).toMatchObject({ passed: 1, failed: 3 });
  expect(says('', `${passes}<error message="no database"/>`)).toMatchObject({ passed: 1, failed: 1 });
  expect(says('failures="1" errors="0"', '<testcase name="a"><failure/></testcase>')).toMatchObject({ failed: 1 });
  const roll = `<testsuites failures="1"><testsuite failures="1">${passes}<testcase name="b"><failure/></testcase></testsuite></testsuites>`;
  expect(readJunit(roll)).toMatchObject({ passed: 1, failed: 1 });
});
