import type { ComponentView } from '../../contract/snapshot';
import { componentTroubles } from './trouble';

/** The words a row answers to, lower case: its name, the versions in it, and what is the matter with it. */
const wordsOf = (component: ComponentView, now: string): readonly string[] => {
  const points = [component.mainline, component.checked, ...component.cells.map((cell) => cell.running)];
  const gaps = component.gaps;
  const state = [
    gaps.some((gap) => (gap.ahead ?? 0) > 0) ? 'waiting' : '',
    gaps.some((gap) => (gap.behind ?? 0) > 0) ? 'diverged' : '',
    gaps.some((gap) => gap.candidate !== null && gap.objections.length === 0) ? 'ready' : '',
    component.cells.some((cell) => cell.inFlight !== null) ? 'deploying' : '',
    component.mirror.state === 'ready' ? '' : component.mirror.state,
  ];
  return [
    component.name,
    ...points.flatMap((point) => [point?.commit ?? '', point?.version ?? '']),
    ...componentTroubles(component, now).flatMap(({ kind, word }) => ['trouble', kind, word]),
    ...(component.checksProblem ? ['trouble', 'checks'] : []),
    ...state,
  ]
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
};

// A row's words are the same as long as its component is the same object, in the same minute.
const known = new WeakMap<ComponentView, { readonly now: string; readonly words: readonly string[] }>();

/** A commit is found by how it begins, everything else by any part of it. */
const answers = (words: readonly string[], term: string): boolean =>
  words.some((word) =>
    /^[0-9a-f]{40,64}$/.test(word) ? term.length >= 4 && word.startsWith(term) : word.includes(term),
  );

/** Rows that answer to every word of the text; all of them for an empty text. */
export const filterComponents = (
  components: readonly ComponentView[],
  text: string,
  now: string,
): readonly ComponentView[] => {
  const terms = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (terms.length === 0) return components;
  return components.filter((component) => {
    const kept = known.get(component);
    const words = kept?.now === now ? kept.words : wordsOf(component, now);
    known.set(component, { now, words });
    return terms.every((term) => answers(words, term));
  });
};
