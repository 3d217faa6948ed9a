import { createContext, useContext } from 'react';

/** What the board's popover shows. It names things; what is known about them is read from the snapshot when drawn. */
export type Topic =
  | { readonly about: 'gate'; readonly component: string; readonly stage: string }
  | { readonly about: 'rollback'; readonly component: string; readonly stage: string }
  | { readonly about: 'trouble'; readonly component: string; readonly stage: string }
  | { readonly about: 'waiting'; readonly component: string; readonly stage: string }
  | { readonly about: 'reached'; readonly component: string; readonly step: string }
  | { readonly about: 'stopped'; readonly component: string; readonly step: string }
  | { readonly about: 'act'; readonly component: string; readonly stage: string }
  | { readonly about: 'row'; readonly component: string }
  | { readonly about: 'sum'; readonly step: string }
  | { readonly about: 'set'; readonly step: string };

/** Opens the popover beside what was pressed. One function for the life of the board, so that no row renders for it. */
export type Show = (anchor: HTMLElement, topic: Topic) => void;

const ShowContext = createContext<Show | null>(null);
export const ShowProvider = ShowContext.Provider;

export const useShow = (): Show => {
  const show = useContext(ShowContext);
  if (show === null) throw new Error('a cell is drawn inside the board');
  return show;
};
