import { useCallback, useRef, useState, type RefObject } from 'react';

/** The same function each time: React calls it when the element comes, not at every change. */
export const takeFocus = (element: HTMLElement | null): void => element?.focus({ preventScroll: true });

interface Outcome {
  /** What stays when that which was pressed goes. */
  readonly place: RefObject<HTMLDivElement | null>;
  readonly said: string | null;
  /** Says what came of it, and keeps the focus in the place; who has gone elsewhere meanwhile stays there. */
  readonly say: (text: string) => void;
}

/** For what takes itself off the screen by being done: a button, or a form. */
export const useOutcome = (): Outcome => {
  const place = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState<string | null>(null);
  const say = useCallback((text: string): void => {
    setSaid(text);
    const { activeElement } = document;
    if (activeElement === document.body || place.current?.contains(activeElement) === true) takeFocus(place.current);
  }, []);
  return { place, said, say };
};
