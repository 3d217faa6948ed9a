import { useEffect, useRef, type RefObject } from 'react';
import type { ComponentView } from '../../contract/snapshot';
import { useGo, type Go } from '../location';
import { move } from './move';
import { actElement, cellElement, type Selection } from './selection';

interface BoardKeys {
  readonly rows: readonly ComponentView[];
  readonly steps: readonly string[];
  /** px */
  readonly rowHeight: number;
  readonly selection: Selection | null;
  readonly select: (at: Selection) => void;
  readonly grid: RefObject<HTMLElement | null>;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly onClear: () => void;
  readonly onFilter: () => void;
}

/** Keys belong to whoever is typing, and to an open dialog or menu; the board takes them only from itself and from nobody. */
const isForBoard = (event: KeyboardEvent, grid: Element | null): boolean => {
  const { target } = event;
  if (event.defaultPrevented || event.isComposing || event.altKey || event.metaKey) return false;
  if (!(target instanceof Element)) return false;
  if (target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]')) return false;
  // The screen itself has the focus where nothing on it has.
  return target === document.body || target.id === 'main' || (grid?.contains(target) ?? false);
};

const cellOf = (rows: readonly ComponentView[], at: Selection) =>
  rows.find((component) => component.name === at.row)?.cells.find((cell) => cell.stage === at.step) ?? null;

/** Enter: what one would look at next. L: the last deployment of the cell. */
const open = (go: Go, { rows }: BoardKeys, at: Selection, log: boolean): void => {
  const cell = cellOf(rows, at);
  const deployment = cell?.inFlight?.deployment ?? (log ? cell?.lastDeployment : null) ?? null;
  if (deployment !== null) go.deployment(deployment);
  else if (!log && at.row !== '') go.component(at.row);
};

const acts: Readonly<Record<string, 'promote' | 'rollback' | 'compare'>> = {
  p: 'promote',
  r: 'rollback',
  d: 'compare',
};

const press = (event: KeyboardEvent, keys: BoardKeys, go: Go): boolean => {
  const { rows, steps, selection, select, grid, scroller } = keys;
  const board = grid.current;
  if (board === null || !isForBoard(event, board)) return false;
  if (event.key === '/' && !event.ctrlKey) {
    keys.onFilter();
    return true;
  }
  if (event.key === 'Escape') {
    keys.onClear();
    return true;
  }
  const names = [...rows.map((component) => component.name), ''];
  const at = selection ?? { row: names[0] ?? '', step: steps[0] ?? '' };
  const here = { row: Math.max(0, names.indexOf(at.row)), column: Math.max(0, steps.indexOf(at.step)) };
  const view = scroller.current;
  const page = view ? Math.floor(view.clientHeight / keys.rowHeight) - 2 : 1;
  const to = move(here, { key: event.key, ctrl: event.ctrlKey }, { rows: names.length, columns: steps.length, page });
  if (to !== null) {
    select({ row: names[to.row] ?? '', step: steps[to.column] ?? '' });
    return true;
  }
  if (event.ctrlKey || selection === null) return false;
  const key = event.key.toLowerCase();
  const act = acts[key];
  if (act !== undefined && !event.repeat) {
    actElement(board, selection, act)?.click();
    return true;
  }
  if (key === 'l') {
    open(go, keys, selection, true);
    return true;
  }
  // On a button of the cell Enter presses that button.
  if (event.key !== 'Enter' || event.target !== cellElement(board, selection)) return false;
  open(go, keys, selection, false);
  return true;
};

/** The board's keys, listened to as long as the board is on screen. */
export const useBoardKeys = (keys: BoardKeys): void => {
  const go = useGo();
  const latest = useRef(keys);
  const { selection, grid } = keys;
  // Effects: the keyboard is outside React, and so is where the focus stands.
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (press(event, latest.current, go)) event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [go]);
  useEffect(() => {
    const cell = selection && grid.current ? cellElement(grid.current, selection) : null;
    if (cell === null || cell.contains(document.activeElement)) return;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selection, grid]);
};
