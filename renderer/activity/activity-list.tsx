import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import type { MarkedEntry } from '../../contract/entry';
import styles from './activity-list.module.css';
import { EntryRow } from './entry-row';

type Line =
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'entry'; readonly entry: MarkedEntry; readonly place: number };

const dayOf = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** Entries with the days they happened on between them. */
const linesOf = (entries: readonly MarkedEntry[]): readonly Line[] => {
  let last = '';
  return entries.flatMap((entry, at): readonly Line[] => {
    const day = dayOf.format(Date.parse(entry.at));
    const line: Line = { kind: 'entry', entry, place: at + 1 };
    if (day === last) return [line];
    last = day;
    return [{ kind: 'day', day }, line];
  });
};

export const ActivityList = ({ entries }: { readonly entries: readonly MarkedEntry[] }) => {
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => linesOf(entries), [entries]);
  // oxlint-disable-next-line react/incompatible-library -- its functions are called here, in render, and handed to nobody
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => (lines[at]?.kind === 'day' ? 40 : 34),
    overscan: 12,
  });
  return (
    // A list that scrolls has to be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
    <div ref={scroller} className={styles.scroller} tabIndex={0} role="group" aria-label="Entries">
      <ul className={styles.list} aria-label="Activity" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, size }) => {
          const line = lines[index];
          if (line === undefined) return null;
          const style = { height: size, transform: `translateY(${start}px)` };
          return line.kind === 'day' ? (
            <li key={line.day} className={styles.day} style={style}>
              {line.day}
            </li>
          ) : (
            <li
              key={line.entry.id}
              className={styles.line}
              style={style}
              aria-setsize={entries.length}
              aria-posinset={line.place}
            >
              <EntryRow entry={line.entry} />
            </li>
          );
        })}
      </ul>
    </div>
  );
};
