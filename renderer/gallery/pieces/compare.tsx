import type { FileChange, Patch } from '../../../contract/diff';
import { done, failed } from '../../../contract/failure';
import { ComparePage } from '../../compare/compare-page';
import { ComparePanel } from '../../compare/compare-panel';
import type { Client } from '../../client';
import { changesOf } from '../fixtures/changes';
import { cornerShopComparison } from '../fixtures/comparisons';
import { cornerShop } from '../fixtures/states';
import type { Piece } from '../piece';

const page = (component: string | null) => () => <ComparePage from="production" to="staging" component={component} />;

const code = (path: string): Patch =>
  path.endsWith('.png')
    ? { kind: 'binary', bytes: 18_204 }
    : {
        kind: 'text',
        truncated: false,
        patch: `diff --git a/${path} b/${path}
--- a/${path}
+++ b/${path}
@@ -1,4 +1,8 @@
 import { money } from './money';
 
-/** Rounds up. */
-export const round = (cents: number): number => Math.ceil(cents);
+/** Rounds half to even, as the tax office does. */
+export const round = (cents: number): number => {
+  const floor = Math.floor(cents);
+  // Half a cent goes to the even neighbour, so that a thousand orders do not add up to a tip.
+  return cents - floor === 0.5 ? floor + (floor % 2) : Math.round(cents);
+};
@@ -31,3 +35,3 @@ export const discounts = {
 export const total = (cents: readonly number[]): string =>
-  money(cents.reduce((sum, each) => sum + round(each), 0));
+  money(round(cents.reduce((sum, each) => sum + each, 0)));
 // the end
`,
      };
const reads = { patch: ({ path }: { readonly path: string }) => Promise.resolve(code(path)) };

/** Ten thousand files in folders that nest, and five hundred commits. */
const huge = (input: { readonly from: string; readonly to: string; readonly component: string | null }) => {
  const comparison = cornerShopComparison({ ...input, component: 'catalog' });
  const files = Array.from({ length: 10_000 }, (_, at): FileChange => ({
    path: `packages/part-${at % 40}/src/area-${at % 7}/file-${at}.ts`,
    from: null,
    status: at % 11 === 0 ? 'added' : 'modified',
    insertions: at % 60,
    deletions: at % 23,
  }));
  return Promise.resolve(
    done({
      ...comparison,
      components: comparison.components.map((part) => ({
        ...part,
        ahead: 500,
        changes: changesOf('catalog', 500),
        files,
      })),
    }),
  );
};

/** Three commits joined after a release was cut. */
const late: Client['compare'] = (input) => {
  const comparison = cornerShopComparison(input);
  return Promise.resolve(
    done({
      ...comparison,
      components: comparison.components.map((part) => ({
        ...part,
        late: { release: '2026-11-22.1', commits: part.changes.slice(0, 3).map((change) => change.commit) },
      })),
    }),
  );
};

const longPatch = (path: string): Patch => ({
  kind: 'text',
  truncated: true,
  patch: `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1,50000 +1,50000 @@\n${Array.from(
    { length: 50_000 },
    (_, at) => (at % 3 === 0 ? `+line ${at} is new` : at % 3 === 1 ? `-line ${at} was old` : ` line ${at} stays`),
  ).join('\n')}\n`,
});

const words: readonly FileChange[] = [
  { path: 'assets/voucher.png', from: null, status: 'added', insertions: null, deletions: null },
  { path: 'bin/smoke', from: null, status: 'mode-changed', insertions: 0, deletions: 0 },
  { path: 'vendor/courier', from: null, status: 'submodule', insertions: 1, deletions: 1 },
];

const wordy = (path: string): Patch => {
  if (path.startsWith('bin/')) return { kind: 'text', truncated: false, patch: 'old mode 100644\nnew mode 100755\n' };
  if (path.startsWith('vendor/'))
    return {
      kind: 'text',
      truncated: false,
      patch: '@@ -1 +1 @@\n-Subproject commit 3b18e51000\n+Subproject commit 9c2f0aa111\n',
    };
  return code(path);
};

export const pieces: readonly Piece[] = [
  { name: 'compare/system', snapshot: cornerShop, client: reads, height: 'full', draw: page(null) },
  { name: 'compare/component', snapshot: cornerShop, client: reads, height: 'full', draw: page('catalog') },
  { name: 'compare/diverged', snapshot: cornerShop, client: reads, height: 'full', draw: page('basket') },
  {
    name: 'compare/late',
    snapshot: cornerShop,
    client: { ...reads, compare: late },
    height: 'full',
    draw: page('catalog'),
  },
  { name: 'compare/the-same', snapshot: cornerShop, height: 'full', draw: page('checkout') },
  {
    name: 'compare/huge',
    snapshot: cornerShop,
    client: { compare: huge, patch: ({ path }) => Promise.resolve(longPatch(path)) },
    height: 'full',
    draw: page('catalog'),
  },
  {
    name: 'compare/in-words',
    snapshot: cornerShop,
    client: {
      compare: (input) =>
        Promise.resolve(
          done({
            ...cornerShopComparison(input),
            components: cornerShopComparison(input).components.map((part) => ({ ...part, files: words })),
          }),
        ),
      patch: ({ path }) => Promise.resolve(wordy(path)),
    },
    height: 'full',
    draw: page('catalog'),
  },
  {
    name: 'compare/failed',
    snapshot: cornerShop,
    client: {
      compare: () =>
        Promise.resolve(failed({ kind: 'no-such', what: 'stage', name: 'prod', known: ['dev', 'test', 'staging'] })),
    },
    height: 'full',
    draw: page(null),
  },
  {
    name: 'compare/panel before a promotion',
    snapshot: cornerShop,
    width: 420,
    draw: () => <ComparePanel component="catalog" from="production" to="staging" purpose="promote" />,
  },
  {
    name: 'compare/panel before a rollback',
    snapshot: cornerShop,
    width: 420,
    draw: () => <ComparePanel component="basket" from="staging" to="production" purpose="rollback" />,
  },
];
