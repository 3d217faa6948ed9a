import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import { importRules } from '../support/import-rules';
import { folders, importsOf, sourceFiles, type Import } from '../support/source-files';

const files = folders.flatMap(sourceFiles);
const imports = files.flatMap(importsOf);
const typescript = files.filter(({ path }) => /\.tsx?$/.test(path));

test('what is checked here was seen: more than 100 files, some in every folder, and what they import', () => {
  expect(files.length).toBeGreaterThan(100);
  for (const folder of folders) expect(sourceFiles(folder), folder).not.toHaveLength(0);
  expect(imports.filter(({ local }) => local).length).toBeGreaterThan(100);
  expect(imports.filter(({ local }) => !local).length).toBeGreaterThan(100);
  expect(imports).toContainEqual({
    from: 'test/unit/shape.test.ts',
    to: 'test/support/import-rules',
    local: true,
    typeOnly: false,
  });
});

test('no file is longer than 220 lines, and half of them have between 30 and 120', () => {
  expect(files.filter(({ lines }) => lines > 220).map(({ path, lines }) => `${path} ${lines}`)).toEqual([]);
  const sizes = typescript.map(({ lines }) => lines).sort((a, b) => a - b);
  const median = sizes[Math.floor(sizes.length / 2)];
  expect(median).toBeGreaterThanOrEqual(30);
  expect(median).toBeLessThanOrEqual(120);
});

test('files are called after a thing or a verb, in kebab-case', () => {
  const odd = files.filter(
    ({ path }) => !/^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?\.(ts|tsx|mjs)$/.test(path),
  );
  expect(odd.map(({ path }) => path)).toEqual([]);
  // "Services" of something are things of this trade; a file or a folder of just services is a drawer.
  const vague = /(^|[/-])(utils?|helpers?|managers?|common)(\/|\.\w+$)|(^|\/)(services|index)(\/|\.\w+$)/;
  expect(files.filter(({ path }) => vague.test(path)).map(({ path }) => path)).toEqual([]);
});

test('nothing is exported by default', () => {
  expect(files.filter(({ text }) => /^export default\b/m.test(text)).map(({ path }) => path)).toEqual([]);
});

test('every folder imports only what it may', () => {
  const denied = imports.filter(({ from, to, local }) => {
    const rule = importRules.find(({ who }) => who.test(from));
    return rule === undefined || !(local ? rule.local : rule.packages).test(to);
  });
  expect(denied.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
});

test('every rule about imports is about somebody', () => {
  const idle = importRules.filter(
    (rule) => !files.some(({ path }) => importRules.find(({ who }) => who.test(path)) === rule),
  );
  expect(idle.map(({ who }) => who.source)).toEqual([]);
});

const withoutExtension = (path: string): string => path.replace(/\.(ts|tsx|mjs)$/, '');

/** The first circle of imports found from `start`, as the files it goes through. */
const circleFrom = (
  start: string,
  next: ReadonlyMap<string, readonly string[]>,
  done: Set<string>,
): readonly string[] | null => {
  const path: string[] = [];
  const visit = (file: string): readonly string[] | null => {
    const before = path.indexOf(file);
    if (before !== -1) return [...path.slice(before), file];
    if (done.has(file)) return null;
    path.push(file);
    for (const other of next.get(file) ?? []) {
      const circle = visit(other);
      if (circle !== null) return circle;
    }
    path.pop();
    done.add(file);
    return null;
  };
  return visit(start);
};

test('imports go round in no circle', () => {
  // What is imported for its types only is not there when the program runs.
  const real = imports.filter(({ local, typeOnly }: Import) => local && !typeOnly);
  const next = new Map(files.map(({ path }) => [withoutExtension(path), [] as string[]]));
  for (const { from, to } of real) next.get(withoutExtension(from))?.push(withoutExtension(to));
  const done = new Set<string>();
  const circles = [...next.keys()].map((file) => circleFrom(file, next, done)).filter((circle) => circle !== null);
  expect(circles.map((circle) => circle.join(' → '))).toEqual([]);
});

/** `main/release/record/fold` is of the room `record`; a file beside the rooms is one of its own. */
const roomOf = (path: string): string | null =>
  /^main\/release\/([^/]+)(?:\/|$)/.exec(withoutExtension(path))?.[1] ?? null;

test('within main/release no folder imports one that imports it, not even for a type', () => {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports) {
    const [room, other] = [roomOf(from), roomOf(to)];
    if (room === null || other === null || room === other) continue;
    next.set(room, [...(next.get(room) ?? []), other]);
  }
  expect(next.size).toBeGreaterThan(15);
  const back = [...next].flatMap(([room, others]) =>
    [...new Set(others)].filter((other) => next.get(other)?.includes(room)).map((other) => `${room} ↔ ${other}`),
  );
  expect(back).toEqual([]);
});

const forbidden: readonly (readonly [string, RegExp, (path: string) => boolean])[] = [
  ['a test that is left out', /\b(test|describe)(\.describe)?\.(skip|only|fixme)\b/, () => true],
  ['a fixed wait', /\bwaitForTimeout\b\(|\bnetworkidle\b'/, () => true],
  ['a silenced compiler', /@ts-(ignore|expect-error|nocheck)\b/, () => true],
  [
    'an API that the oldest runtime lacks (Node 18.15, Chromium 114)',
    /\bPromise\.(withResolvers|try)\b|\bArray\.fromAsync\b|\bURL\.canParse\(|\bAbortSignal\.any\b|\b(Object|Map)\.groupBy\b|\bimport\.meta\.(dirname|filename)\b/,
    (path) => /^(contract|main|preload|renderer)\//.test(path),
  ],
  [
    'an API that Node 18.15 lacks',
    /\.to(Sorted|Spliced|Reversed)\(|\.parentPath\b/,
    (path) => /^(contract|main)\//.test(path),
  ],
  ['a left-over', /\b(TODO|FIXME|XXX)\b/, (path) => path !== 'test/unit/shape.test.ts'],
];

for (const [what, pattern, applies] of forbidden) {
  test(`there is nowhere ${what}`, () => {
    const found = files.filter(({ path, text }) => applies(path) && pattern.test(text));
    assert.deepEqual(
      found.map(({ path }) => path),
      [],
    );
  });
}
