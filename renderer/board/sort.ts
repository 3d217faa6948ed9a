import type { Settings } from '../../contract/settings';
import type { ComponentView } from '../../contract/snapshot';
import { troubleScore } from './trouble';

export type Sort = Settings['sort'];

export const sorts: readonly { readonly value: Sort; readonly label: string }[] = [
  { value: 'file', label: 'File order' },
  { value: 'name', label: 'Name' },
  { value: 'waiting', label: 'Most waiting' },
  { value: 'trouble', label: 'Trouble first' },
];

/** Changes that wait anywhere in the pipeline; what can't be told counts nothing. */
export const waitingIn = (component: ComponentView): number =>
  component.gaps.reduce((sum, gap) => sum + (gap.ahead ?? 0), 0);

const byName = (a: ComponentView, b: ComponentView): number => a.name.localeCompare(b.name, 'en', { numeric: true });

const byScore = (
  components: readonly ComponentView[],
  score: (component: ComponentView) => number,
): readonly ComponentView[] => {
  const scores = new Map(components.map((component) => [component, score(component)]));
  // Rows that are equal keep the file's order: a sort that shuffles is worse than none.
  return [...components].sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0));
};

/** A new order of the same rows. */
export const sortComponents = (
  components: readonly ComponentView[],
  sort: Sort,
  now: string,
): readonly ComponentView[] => {
  switch (sort) {
    case 'file':
      return components;
    case 'name':
      return [...components].sort(byName);
    case 'waiting':
      return byScore(components, waitingIn);
    case 'trouble':
      return byScore(components, (component) => troubleScore(component, now));
  }
};
