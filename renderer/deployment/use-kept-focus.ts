import { useEffect, useRef, type RefObject } from 'react';

/** Takes the focus into the panel when it opens and gives it back where it was when it closes. */
export const useKeptFocus = (): RefObject<HTMLElement | null> => {
  const panel = useRef<HTMLElement>(null);
  // An effect: the focus is the document's, not React's.
  useEffect(() => {
    const before = document.activeElement;
    const own = panel.current;
    own?.focus({ preventScroll: true });
    return () => {
      const inside = document.activeElement === document.body || own?.contains(document.activeElement) === true;
      if (inside && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return panel;
};
