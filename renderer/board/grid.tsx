import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useMemo, useRef, useState } from 'react';
import { stepNames } from '../../contract/funnel';
import type { ComponentView } from '../../contract/snapshot';
import { useSnapshot } from '../store';
import { ComponentRow } from './component-row';
import styles from './grid.module.css';
import { HeaderRow } from './header-row';
import { tributaries, trunkWidth } from './join';
import { layoutBoard, row } from './layout';
import { NoMatch } from './no-match';
import { Paints } from './paints';
import { selectionAt, type Selection } from './selection';
import { SystemRow } from './system-row';
import { tracksOf } from './tracks';
import { useBoardKeys } from './use-board-keys';
import { useWidth } from './use-width';
import { withIndex } from './with-index';

interface GridProps {
  readonly rows: readonly ComponentView[];
  readonly filtered: boolean;
  readonly onClear: () => void;
  readonly onFilter: () => void;
}

const changesAt = (component: ComponentView, step: string | null): number | null =>
  component.funnel.find((each) => each.step === step)?.changes ?? null;

export const Grid = ({ rows, filtered, onClear, onFilter }: GridProps) => {
  const stages = useSnapshot((snapshot) => snapshot.stages);
  const system = useSnapshot((snapshot) => snapshot.system);
  const all = useSnapshot((snapshot) => snapshot.components);
  const steps = useMemo(() => stepNames(stages), [stages]);
  const together = stages.find((stage) => stage.together)?.name ?? null;
  const [width, measure] = useWidth();
  const layout = useMemo(() => layoutBoard(steps, together, width), [steps, together, width]);
  const [selection, select] = useState<Selection | null>(null);
  const scroller = useRef<HTMLDivElement | null>(null);
  const grid = useRef<HTMLDivElement | null>(null);

  const flows = useMemo(() => {
    const drawn = new Set(rows);
    const hidden = all.filter((component) => !drawn.has(component));
    const counts = (list: readonly ComponentView[]) => list.map((component) => changesAt(component, together));
    return tributaries(counts(rows), counts(hidden), layout.trunk ? trunkWidth(layout.trunk) : 0);
  }, [rows, all, together, layout]);

  const selectedRow = selection === null ? -1 : rows.findIndex((component) => component.name === selection.row);
  // oxlint-disable-next-line react/incompatible-library -- the compiler is not used here; what is read from it is read in this render
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => row.height,
    getItemKey: (index) => rows[index]?.name ?? index,
    overscan: 5,
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
  useBoardKeys({ rows, steps, selection, select, grid, scroller, onClear, onFilter });

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
              const flow = flows[index];
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
                />
              ) : null;
            })}
        </div>
        <SystemRow
          steps={system}
          components={all.length}
          index={rows.length + 2}
          layout={layout}
          selected={entry.row === '' ? entry.step : null}
        />
      </div>
    </div>
  );
};
