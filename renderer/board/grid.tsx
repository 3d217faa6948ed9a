import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { stepNames } from '../../contract/funnel';
import type { ComponentView } from '../../contract/snapshot';
import { useSnapshot } from '../store';
import { ComponentRow } from './component-row';
import { flowsOf } from './flows';
import styles from './grid.module.css';
import { HeaderRow } from './header-row';
import { headerHeight, layoutBoard } from './layout';
import { NoMatch } from './no-match';
import { Paints } from './paints';
import { selectionAt, type Selection } from './selection';
import { SystemRow } from './system-row';
import { cellSize, tracksOf } from './tracks';
import { useBoardKeys } from './use-board-keys';
import { useSize } from './use-size';
import { withIndex } from './with-index';

interface GridProps {
  readonly rows: readonly ComponentView[];
  readonly filtered: boolean;
  readonly onClear: () => void;
  readonly onFilter: () => void;
}

/** What grid.module.css keeps free on both sides, px. */
const padding = 36;

export const Grid = ({ rows, filtered, onClear, onFilter }: GridProps) => {
  const stages = useSnapshot((snapshot) => snapshot.stages);
  const system = useSnapshot((snapshot) => snapshot.system);
  const all = useSnapshot((snapshot) => snapshot.components);
  const steps = useMemo(() => stepNames(stages), [stages]);
  const together = stages.find((stage) => stage.together)?.name ?? null;
  const [size, measure] = useSize();
  const { width, height } = size;
  const layout = useMemo(
    () => layoutBoard(steps, together, { width: width - padding, height }, all.length),
    [steps, together, width, height, all.length],
  );
  const [selection, select] = useState<Selection | null>(null);
  const scroller = useRef<HTMLDivElement | null>(null);
  const grid = useRef<HTMLDivElement | null>(null);

  const flows = useMemo(() => flowsOf(rows, all, together, layout), [rows, all, together, layout]);

  const selectedRow = selection === null ? -1 : rows.findIndex((component) => component.name === selection.row);
  // oxlint-disable-next-line react/incompatible-library -- the compiler is not used here; what is read from it is read in this render
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => layout.row.height,
    getItemKey: (index) => rows[index]?.name ?? index,
    overscan: 6,
    // A row is drawn a little before it is seen: nothing has to be drawn within the scroll event itself.
    useFlushSync: false,
    // The selected row stays drawn when it is scrolled away: the focus stands in it.
    rangeExtractor: useMemo(() => withIndex(selectedRow), [selectedRow]),
  });

  const attach = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      return measure(element);
    },
    [measure],
  );
  const { measure: measureRows } = virtual;
  // The virtualizer keeps the heights it was told: a window of another height has rows of another height.
  useLayoutEffect(() => measureRows(), [measureRows, layout.row.height]);
  useBoardKeys({ rows, steps, rowHeight: layout.row.height, selection, select, grid, scroller, onClear, onFilter });

  const { scrollOffset } = virtual;
  // Rows lie below the system's row, which sticks to the lower edge.
  const more = (scrollOffset ?? 0) + height - headerHeight - layout.system.height < virtual.getTotalSize() - 1;

  // Before anybody selected a cell, the first one is where the Tab key enters the grid.
  const entry = selection ?? { row: rows[0]?.name ?? '', step: steps[0] ?? '' };
  return (
    <div ref={attach} className={styles.scroll}>
      <Paints layout={layout} />
      <div
        ref={grid}
        role="grid"
        aria-label="Pipelines"
        aria-rowcount={rows.length + 2}
        aria-colcount={steps.length + 1}
        className={styles.grid}
        data-cells={cellSize(layout)}
        data-more={more || undefined}
        style={tracksOf(layout)}
        onFocus={(event) => {
          const at = selectionAt(event.target);
          if (at && (at.row !== selection?.row || at.step !== selection.step)) select(at);
        }}
      >
        <HeaderRow layout={layout} stages={stages} together={together} />
        {rows.length === 0 && filtered ? <NoMatch onClear={onClear} /> : null}
        <div role="rowgroup" className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {width > 0 &&
            virtual.getVirtualItems().map(({ index, start }) => {
              const component = rows[index];
              const flow = flows.rows[index];
              return component && flow ? (
                <ComponentRow
                  key={component.name}
                  component={component}
                  index={index + 2}
                  top={start}
                  layout={layout}
                  stages={stages}
                  selected={entry.row === component.name ? entry.step : null}
                  before={flow.before}
                  own={flow.own}
                  streams={flows.streams}
                />
              ) : null;
            })}
        </div>
        <SystemRow
          steps={system}
          components={all.length}
          index={rows.length + 2}
          layout={layout}
          streams={flows.streams}
          selected={entry.row === '' ? entry.step : null}
        />
      </div>
    </div>
  );
};
