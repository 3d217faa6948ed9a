import { useCallback, useMemo, useRef, useState } from 'react';
import { EmptyState } from '../ui/empty-state';
import { useMirror, useSnapshot } from '../store';
import styles from './board.module.css';
import { filterComponents } from './filter';
import { Grid } from './grid';
import { ShowProvider, type Topic } from './show';
import { sortComponents, type Sort } from './sort';
import { Toolbar } from './toolbar';
import { TopicPopover, type Shown } from './topic-popover';
import { useKeep } from './use-keep';
import { useMinute } from './use-minute';

/** The first screen: a row a component, a column a step, and the funnel behind them. */
export const Board = () => {
  const components = useSnapshot((snapshot) => snapshot.components);
  const kept = useMirror(({ settings }) => settings?.sort ?? 'file');
  const keep = useKeep();
  const [chosen, setChosen] = useState<Sort | null>(null);
  const [text, setText] = useState('');
  const [shown, setShown] = useState<Shown | null>(null);
  const filter = useRef<HTMLInputElement>(null);
  const sort = chosen ?? kept;

  const now = useMinute();
  const sorted = useMemo(() => sortComponents(components, sort, now), [components, sort, now]);
  const rows = useMemo(() => filterComponents(sorted, text, now), [sorted, text, now]);

  const show = useCallback((anchor: HTMLElement, topic: Topic) => setShown({ anchor, topic }), []);
  const hide = useCallback(() => setShown(null), []);
  const clear = useCallback(() => setText(''), []);
  const toFilter = useCallback(() => filter.current?.focus(), []);

  return (
    <ShowProvider value={show}>
      <section className={styles.board} aria-label="Board">
        <Toolbar
          filter={filter}
          text={text}
          onText={setText}
          sort={sort}
          onSort={(next) => {
            setChosen(next);
            keep(next);
          }}
          shown={rows.length}
        />
        {components.length === 0 ? (
          <EmptyState title="No components yet">
            Name the first one under <code>components:</code> in the workspace file and save: the board reads it again
            by itself.
          </EmptyState>
        ) : (
          <Grid rows={rows} filtered={text !== ''} onClear={clear} onFilter={toFilter} />
        )}
        {shown && <TopicPopover shown={shown} onClose={hide} />}
      </section>
    </ShowProvider>
  );
};
