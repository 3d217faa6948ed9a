import type { ComponentView } from '../../contract/snapshot';
import { tributaries, trunkWidth, type Tributary } from './join';
import type { BoardLayout } from './layout';

/** What each row brings into the trunk, and where one stream ends and the next begins. */
export interface Flows {
  readonly rows: readonly Tributary[];
  /** px from the trunk's right side, ascending; null where the streams would be too thin to tell apart. */
  readonly streams: readonly number[] | null;
}

/** A stream thinner than this is no stream one could see. */
const thinnest = 4;

const changesAt = (component: ComponentView, step: string | null): number | null =>
  component.funnel.find((each) => each.step === step)?.changes ?? null;

/** @param shown the rows that are drawn, in their order, of `all` */
export const flowsOf = (
  shown: readonly ComponentView[],
  all: readonly ComponentView[],
  together: string | null,
  layout: BoardLayout,
): Flows => {
  const drawn = new Set(shown);
  const hidden = all.filter((component) => !drawn.has(component));
  const counts = (list: readonly ComponentView[]) => list.map((component) => changesAt(component, together));
  const width = layout.trunk ? trunkWidth(layout.trunk) : 0;
  const rows = tributaries(counts(shown), counts(hidden), width);
  const known = rows.filter((flow) => (flow.own ?? 0) > 0);
  const distinct = known.length > 1 && width / known.length >= thinnest;
  return { rows, streams: distinct ? known.map((flow) => flow.before).filter((at) => at > 0) : null };
};
