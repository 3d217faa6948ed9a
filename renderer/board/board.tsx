import { useCallback, useMemo, useRef, useState } from 'react';
import { EmptyState } from '../ui/empty-state';
import { useMirror, useSnapshot } from '../store';
import styles from './board.module.css';
import { filterComponents } from './filter';
import { Grid } from './grid';
import { HandOverNotice } from './hand-over-notice';
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

  // A workspace file that was read has a stage at least.
  const isClosed = useSnapshot((snapshot) => snapshot.stages.length === 0 && snapshot.problems.length > 0);
  return (
    <ShowProvider value={show}>
      <section className={styles.board} aria-label="Board">
        <HandOverNotice />
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
        {isClosed ? (
          <EmptyState title="Nothing is open">
            The reason stands above. Once it is gone, the board reads the workspace file again by itself.
          </EmptyState>
        ) : components.length === 0 ? (
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
