import { useCallback, useState } from 'react';

/** The inner width of an element, px; 0 until it is measured. The callback is its ref. */
export const useWidth = (): readonly [number, (element: HTMLElement | null) => (() => void) | undefined] => {
  const [width, setWidth] = useState(0);
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    // The size of an element is known to the browser only: this is the one place where the board asks for it.
    const watch = new ResizeObserver(() => setWidth(element.clientWidth));
    watch.observe(element);
    setWidth(element.clientWidth);
    return () => watch.disconnect();
  }, []);
  return [width, ref];
};
