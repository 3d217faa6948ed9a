import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { place, type Placed } from './place';
import type { Topic } from './show';
import { TopicBody } from './topic-body';
import styles from './popover.module.css';

export interface Shown {
  readonly anchor: HTMLElement;
  readonly topic: Topic;
}

interface TopicPopoverProps {
  readonly shown: Shown;
  readonly onClose: () => void;
}

/** One popover for the whole board, beside whatever was pressed: a thousand cells carry none of their own. */
export const TopicPopover = ({ shown, onClose }: TopicPopoverProps) => {
  const { anchor, topic } = shown;
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<Placed | null>(null);

  // Effects: where there is room is known to the browser only, and pressing elsewhere happens outside of React.
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const put = (): void =>
      setAt(
        place(
          anchor.getBoundingClientRect(),
          { width: element.offsetWidth, height: element.offsetHeight },
          { width: window.innerWidth, height: window.innerHeight },
        ),
      );
    const watch = new ResizeObserver(put);
    watch.observe(element);
    put();
    element.focus({ preventScroll: true });
    return () => {
      watch.disconnect();
      if (element.contains(document.activeElement) || document.activeElement === document.body)
        anchor.focus({ preventScroll: true });
    };
  }, [anchor]);
  useEffect(() => {
    const elsewhere = (event: Event): void => {
      const { target } = event;
      if (target instanceof Node && !box.current?.contains(target) && !anchor.contains(target)) onClose();
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      onClose();
    };
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('wheel', elsewhere, { passive: true });
    // First of all: Escape closes what is on top and nothing below it.
    document.addEventListener('keydown', escape, true);
    window.addEventListener('resize', onClose);
    window.addEventListener('hashchange', onClose);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('wheel', elsewhere);
      document.removeEventListener('keydown', escape, true);
      window.removeEventListener('resize', onClose);
      window.removeEventListener('hashchange', onClose);
    };
  }, [anchor, onClose]);

  return createPortal(
    <div
      ref={box}
      role="dialog"
      aria-labelledby="board-topic"
      tabIndex={-1}
      className={styles.popover}
      data-side={at?.side}
      style={at ? { left: at.left, top: at.top, maxHeight: at.room } : { visibility: 'hidden' }}
    >
      <TopicBody topic={topic} onClose={onClose} />
    </div>,
    document.body,
  );
};
