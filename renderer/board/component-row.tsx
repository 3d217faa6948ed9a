import { memo } from 'react';
import type { ComponentView } from '../../contract/snapshot';
import type { Stage } from '../../contract/workspace';
import type { BoardLayout } from './layout';
import { RowName } from './row-name';
import { RowPicture } from './row-picture';
import { RowSkeleton } from './row-skeleton';
import { SourceCell } from './source-cell';
import { StageCell } from './stage-cell';
import { gapTo } from './trouble';
import styles from './row.module.css';

interface ComponentRowProps {
  readonly component: ComponentView;
  /** From 1, the header counted. */
  readonly index: number;
  /** px from the top of the rows. */
  readonly top: number;
  readonly layout: BoardLayout;
  readonly stages: readonly Stage[];
  /** The step of the selected cell, where it is in this row. */
  readonly selected: string | null;
  readonly before: number;
  readonly own: number | null;
  readonly streams: readonly number[] | null;
}

/** One component. It renders again only when its own object, its place or its selection changes. */
export const ComponentRow = memo((props: ComponentRowProps) => {
  const { component, index, top, layout, stages, selected, before, own, streams } = props;
  const { name, funnel, mirror } = component;
  const most = Math.max(0, ...funnel.map((step) => step.changes ?? 0));
  const empty = mirror.state !== 'ready' && component.mainline === null;
  // Before the first clone there is nothing to count: no bead says "?" where the row says why.
  const reached = (step: string) => (empty ? undefined : funnel.find((each) => each.step === step));
  return (
    <div
      role="row"
      aria-label={name}
      aria-rowindex={index}
      data-row={name}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      {empty ? (
        <RowSkeleton component={component} layout={layout} before={before} />
      ) : (
        <RowPicture funnel={funnel} layout={layout} before={before} own={own} streams={streams} />
      )}
      <RowName component={component} />
      <SourceCell
        component={name}
        step="mainline"
        point={component.mainline}
        reached={reached('mainline')}
        most={most}
        layout={layout}
        column={1}
        selected={selected === 'mainline'}
      />
      <SourceCell
        component={name}
        step="checked"
        point={component.checked}
        reached={reached('checked')}
        most={most}
        layout={layout}
        column={2}
        selected={selected === 'checked'}
      />
      {component.cells.map((cell, i) => (
        <StageCell
          key={cell.stage}
          component={name}
          cell={cell}
          gap={empty ? null : gapTo(component, cell.stage)}
          stage={stages.find((stage) => stage.name === cell.stage)}
          next={component.cells[i + 1]?.stage ?? null}
          step={reached(cell.stage)}
          most={most}
          layout={layout}
          column={i + 3}
          selected={selected === cell.stage}
          last={i === component.cells.length - 1}
        />
      ))}
    </div>
  );
});
ComponentRow.displayName = 'ComponentRow';
