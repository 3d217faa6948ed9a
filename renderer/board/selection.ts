/** The selected cell, by what it is called: it stays selected when rows are sorted or filtered. `row` empty: the whole system. */
export interface Selection {
  readonly row: string;
  readonly step: string;
}

/** The cell an element stands in; null outside the cells. */
export const selectionAt = (element: EventTarget | null): Selection | null => {
  if (!(element instanceof Element)) return null;
  const step = element.closest<HTMLElement>('[data-step]')?.dataset['step'];
  const row = element.closest<HTMLElement>('[data-row]')?.dataset['row'];
  return step === undefined || row === undefined ? null : { row, step };
};

export const cellElement = (grid: Element, { row, step }: Selection): HTMLElement | null =>
  grid.querySelector<HTMLElement>(`[data-row="${CSS.escape(row)}"] > [data-step="${CSS.escape(step)}"]`);

/** The button of a cell that a key presses. */
export const actElement = (grid: Element, at: Selection, act: 'promote' | 'rollback' | 'compare'): HTMLElement | null =>
  cellElement(grid, at)?.querySelector<HTMLElement>(`[data-act="${act}"]`) ?? null;
