import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';

interface VirtualRows {
  readonly count: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Pixels; rows that are measured may differ. */
  readonly rowHeight: number;
  readonly overscan: number;
  readonly keyOf?: (index: number) => string | number;
}

/** Only the rows in view stand in the page. */
export const useVirtualRows = ({
  count,
  scroller,
  rowHeight,
  overscan,
  keyOf,
}: VirtualRows): Virtualizer<HTMLDivElement, Element> =>
  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not used: nothing memoizes what this returns
  useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    ...(keyOf === undefined ? {} : { getItemKey: keyOf }),
  });
