import { commitSchema, type Commit } from '../../contract/commit';
import type { Draft, Entry, Verdict } from '../../contract/entry';

export const commit = (letter: string): Commit => commitSchema.parse(letter.repeat(40).slice(0, 40));
export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const ana = { name: 'Ana', email: 'ana@shop.example' };

/** Signs drafts in order, a minute apart. */
export const signed = (drafts: readonly Draft[]): readonly Entry[] =>
  drafts.map((draft, i) => ({
    format: 1,
    id: uuid(10_000 + i),
    at: new Date(Date.UTC(2026, 10, 1, 10, i)).toISOString(),
    by: ana,
    machine: 'desk',
    ...draft,
  }));

const about = { environment: 'production', component: 'catalog' };

export const candidate = (c: Commit, component = 'catalog') => ({ id: c.repeat(2).slice(0, 64), component, commit: c, version: null, artifact: null, config: null }); // oxfmt-ignore

export const claimed = (n: number, c: Commit, over: Partial<Extract<Draft, { kind: 'claimed' }>> = {}): Draft => ({
  ...about,
  kind: 'claimed',
  deployment: uuid(n),
  promotion: uuid(n + 500),
  stage: 'production',
  candidate: candidate(c, over.component),
  from: null,
  cause: 'promotion',
  reason: null,
  overrides: [],
  changes: 3,
  release: null,
  ...over,
});
export const sending = (n: number, component = 'catalog'): Draft => ({
  ...about,
  component,
  kind: 'sending',
  deployment: uuid(n),
});
export const verdict = (n: number, v: Verdict, component = 'catalog'): Draft => ({ ...about, component, kind: 'verdict', deployment: uuid(n), verdict: v, observed: null, text: v }); // oxfmt-ignore
export const verification = (
  n: number,
  c: Commit,
  outcome: 'passed' | 'failed' | 'void',
  over: Partial<Extract<Draft, { kind: 'verification' }>> = {},
): Draft => ({
  ...about,
  kind: 'verification',
  deployment: uuid(n),
  scope: 'component',
  commit: c,
  set: { catalog: c },
  outcome,
  results: [{ name: 'answers', passed: outcome === 'passed', text: '', ms: 5 }],
  ...over,
});

/** A deployment that went out and was verified, or found bad. */
export const deployed = (
  n: number,
  c: Commit,
  outcome: 'passed' | 'failed' = 'passed',
  over: Partial<Extract<Draft, { kind: 'claimed' }>> = {},
): readonly Draft[] => [
  claimed(n, c, over),
  sending(n, over.component),
  verdict(n, 'deployed', over.component),
  verification(n, c, outcome, over.component ? { component: over.component } : {}),
];
