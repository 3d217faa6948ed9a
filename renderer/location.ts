import { useMemo } from 'react';
import { useHashLocation } from 'wouter/use-hash-location';
import { isPlainScreen, type PlainScreen } from '../contract/screens';

export type Screen =
  | { readonly at: 'board' }
  | { readonly at: 'component'; readonly name: string }
  | { readonly at: 'compare'; readonly from: string; readonly to: string; readonly component: string | null }
  | { readonly at: PlainScreen };

/** Where the window stands: a screen, and the deployment whose panel is open beside it. */
export interface Place {
  readonly screen: Screen;
  readonly deployment: string | null;
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a link somebody typed: "100%" is a name, not an error
  }
};

const screenOf = (parts: readonly string[]): Screen => {
  const [first, second, third, fourth] = parts;
  if (first === 'component' && second !== undefined) return { at: 'component', name: second };
  if (first === 'compare' && second !== undefined && third !== undefined)
    return { at: 'compare', from: second, to: third, component: fourth ?? null };
  if (isPlainScreen(first)) return { at: first };
  return { at: 'board' };
};

/** `/component/catalog?deployment=<id>`, with or without a leading `#`. Whatever it can't read is the board. */
export const parsePlace = (hash: string): Place => {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decode);
  return { screen: screenOf(parts), deployment: new URLSearchParams(query).get('deployment') };
};

const pathOf = (screen: Screen): readonly string[] => {
  if (screen.at === 'board') return [];
  if (screen.at === 'component') return ['component', screen.name];
  if (screen.at === 'compare')
    return ['compare', screen.from, screen.to, ...(screen.component === null ? [] : [screen.component])];
  return [screen.at];
};

export const formatPlace = ({ screen, deployment }: Place): string => {
  const path = `#/${pathOf(screen).map(encodeURIComponent).join('/')}`;
  return deployment === null ? path : `${path}?deployment=${encodeURIComponent(deployment)}`;
};

export const usePlace = (): Place => {
  const [hash] = useHashLocation();
  return useMemo(() => parsePlace(hash), [hash]);
};

export interface Go {
  readonly board: () => void;
  readonly component: (name: string) => void;
  readonly compare: (from: string, to: string, component: string | null) => void;
  readonly activity: () => void;
  readonly agreement: () => void;
  readonly insights: () => void;
  readonly isolation: () => void;
  readonly newWorkspace: () => void;
  readonly releases: () => void;
  readonly rotation: () => void;
  readonly settings: () => void;
  /** Opens the panel of a deployment beside the screen one is on; null closes it. */
  readonly deployment: (id: string | null) => void;
  readonly back: () => void;
}

// The location itself, not wouter's navigate: that puts what follows a "?" before the hash, and a link would no longer be one piece.
const to = (place: Place): void => {
  window.location.hash = formatPlace(place);
};
const toScreen = (screen: Screen): void => to({ screen, deployment: null });

export const go: Go = {
  board: () => toScreen({ at: 'board' }),
  component: (name) => toScreen({ at: 'component', name }),
  compare: (from, into, component) => toScreen({ at: 'compare', from, to: into, component }),
  activity: () => toScreen({ at: 'activity' }),
  agreement: () => toScreen({ at: 'agreement' }),
  insights: () => toScreen({ at: 'insights' }),
  isolation: () => toScreen({ at: 'isolation' }),
  newWorkspace: () => toScreen({ at: 'new-workspace' }),
  releases: () => toScreen({ at: 'releases' }),
  rotation: () => toScreen({ at: 'rotation' }),
  settings: () => toScreen({ at: 'settings' }),
  deployment: (id) => to({ screen: parsePlace(window.location.hash).screen, deployment: id }),
  back: () => window.history.back(),
};

export const useGo = (): Go => go;
