import { useRef, type ReactNode } from 'react';
import type { PatchLayout } from './patch-rows';
import { useVirtualRows } from './use-virtual-rows';
import styles from './code.module.css';

interface CodeScrollerProps {
  readonly count: number;
  readonly label: string;
  readonly layout: PatchLayout;
  readonly children: (index: number) => ReactNode;
}

const rowHeight = 20;

/** Rows of code of one height, only those in view in the page. Long lines wrap in nothing: they scroll sideways. */
export const CodeScroller = ({ count, label, layout, children }: CodeScrollerProps) => {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualRows({ count, scroller, rowHeight, overscan: 24 });
  return (
    // A scrolling place must be reachable by the keyboard.
    <div ref={scroller} className={styles.scroller} tabIndex={0} role="group" aria-label={label}>
      <div className={styles.rows} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => (
          <div key={item.key} className={styles.row} data-layout={layout} style={{ top: item.start }}>
            {children(item.index)}
          </div>
        ))}
      </div>
    </div>
  );
};
