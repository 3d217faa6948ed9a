/** Where a key works. `cell`: on the selected cell of the board, which handles it itself, as a deployment's panel does. */
export type KeyPlace = 'anywhere' | 'board' | 'cell' | 'panel' | 'countdown';

export interface KeyBinding {
  /** As they are drawn; several are pressed together. `Mod` is Ctrl, on a Mac ⌘. */
  readonly keys: readonly string[];
  readonly what: string;
  readonly place: KeyPlace;
  /** In the footer too, in one word. */
  readonly short?: string;
}

/** Every key there is: the help dialog and the footer are drawn from this table. */
export const bindings = {
  arrows: { keys: ['↑', '↓', '←', '→'], what: 'Move over the cells', place: 'cell' },
  open: { keys: ['Enter'], what: 'Open the cell', place: 'cell' },
  promote: { keys: ['P'], what: 'Promote to this stage', place: 'cell', short: 'promote' },
  rollBack: { keys: ['R'], what: 'Roll this stage back', place: 'cell', short: 'roll back' },
  compare: { keys: ['D'], what: 'Compare with the next stage', place: 'cell', short: 'compare' },
  log: { keys: ['L'], what: 'Log of the last deployment', place: 'cell', short: 'log' },
  filter: { keys: ['/'], what: 'Filter the components', place: 'board', short: 'filter' },
  incident: { keys: ['I'], what: 'Open an incident', place: 'panel' },
  undo: { keys: ['U'], what: 'Undo what is counting down', place: 'countdown' },
  palette: { keys: ['Mod', 'K'], what: 'Find or do anything', place: 'anywhere' },
  help: { keys: ['?'], what: 'All keys', place: 'anywhere', short: 'all keys' },
  back: { keys: ['Esc'], what: 'Back: close the panel, then leave the screen', place: 'anywhere' },
} as const satisfies Readonly<Record<string, KeyBinding>>;
export type KeyName = keyof typeof bindings;
export const allBindings: readonly KeyBinding[] = Object.values(bindings);

export const placeWords: Readonly<Record<KeyPlace, string>> = {
  anywhere: 'Anywhere',
  board: 'On the board',
  cell: 'On a cell of the board',
  panel: 'In a deployment’s panel',
  countdown: 'During a countdown',
};

/** What of a keyboard event is looked at. */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly defaultPrevented: boolean;
  readonly target: EventTarget | null;
}

const writes = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/** Somebody is writing: letters are letters then. */
export const isTyping = (target: EventTarget | null): boolean => {
  // as: what a keyboard event comes from is an element wherever it has a tag name
  const element = target as { readonly tagName?: string; readonly isContentEditable?: boolean } | null;
  return element?.isContentEditable === true || writes.has(element?.tagName ?? '');
};

/** Which of the window's own keys was pressed; null for none, and for letters while somebody writes. */
export const globalKey = (pressed: Pressed): 'palette' | 'help' | 'undo' | 'back' | null => {
  if (pressed.defaultPrevented || pressed.altKey) return null;
  const mod = pressed.ctrlKey || pressed.metaKey;
  if (mod) return pressed.key.toLowerCase() === 'k' ? 'palette' : null;
  if (isTyping(pressed.target)) return null;
  if (pressed.key === '?') return 'help';
  if (pressed.key.toLowerCase() === 'u') return 'undo';
  return pressed.key === 'Escape' ? 'back' : null;
};

/** Which key of a deployment's panel was pressed; null for none, and for letters while somebody writes. */
export const panelKey = (pressed: Pressed): 'incident' | null => {
  if (pressed.defaultPrevented || pressed.altKey || pressed.ctrlKey || pressed.metaKey) return null;
  return !isTyping(pressed.target) && pressed.key.toLowerCase() === 'i' ? 'incident' : null;
};

/** `Mod` as this machine's keyboard calls it. */
export const drawnKeys = (keys: readonly string[], mac: boolean): readonly string[] =>
  keys.map((key) => (key === 'Mod' ? (mac ? '⌘' : 'Ctrl') : key));
