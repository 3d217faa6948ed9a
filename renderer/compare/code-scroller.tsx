import { useRef, type ReactNode } from 'react';
import type { PatchLayout } from './patch-rows';
import { useVirtualRows } from './use-virtual-rows';
import styles from './code.module.css';

interface CodeScrollerProps {
  readonly count: number;
  readonly label: string;
  readonly layout: PatchLayout;
  /** Long lines wrap and their rows are measured; without, all rows are of one height and long lines scroll sideways. */
  readonly wraps?: boolean;
  readonly children: (index: number) => ReactNode;
}

const rowHeight = 20;

/** Rows of code, only those in view in the page. */
export const CodeScroller = ({ count, label, layout, wraps = false, children }: CodeScrollerProps) => {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualRows({ count, scroller, rowHeight, overscan: 24 });
  return (
    // A scrolling place must be reachable by the keyboard.
    <div ref={scroller} className={styles.scroller} tabIndex={0} role="group" aria-label={label}>
      <div className={styles.rows} data-wraps={wraps} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => (
          <div
            key={item.key}
            ref={wraps ? virtual.measureElement : undefined}
            data-index={item.index}
            className={styles.row}
            data-layout={layout}
            style={{ top: item.start }}
          >
            {children(item.index)}
          </div>
        ))}
      </div>
    </div>
  );
};
