import { useCallback, useState } from 'react';

interface Size {
  readonly width: number;
  readonly height: number;
}
type Ref = (element: HTMLElement | null) => (() => void) | undefined;

/** The inner size of an element, px; 0 until it is measured. The callback is its ref. */
export const useSize = (): readonly [Size, Ref] => {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const ref = useCallback<Ref>((element) => {
    if (element === null) return undefined;
    // The size of an element is known to the browser only: this is the one place where the board asks for it.
    const read = (): void => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    const watch = new ResizeObserver(read);
    watch.observe(element);
    read();
    return () => watch.disconnect();
  }, []);
  return [size, ref];
};
