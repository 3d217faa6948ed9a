import type { ComponentHistory } from '../../contract/api';
import type { Deployment } from '../../contract/deployment';
import type { NamedBag } from '../../contract/insights';

/** What a mark says by its shape. `in-flight` has no verdict yet. */
export type MarkShape = 'deployed' | 'rollback' | 'faulty' | 'not-deployed' | 'unknown' | 'withdrawn' | 'in-flight';

/** What the engine tells of a component's deployments. */
export type Told = Pick<ComponentHistory, 'deployments' | 'bags'>;

export interface TimelineMark {
  readonly deployment: Deployment;
  readonly shape: MarkShape;
  /** That it was mended right away, as the engine says; null: it does not. */
  readonly bag: NamedBag | null;
  /** Pixels from the left. */
  readonly x: number;
}

/** What ran, from a mark to the next that changed it. */
export interface TimelineSpan {
  readonly deployment: Deployment;
  readonly from: number;
  readonly to: number;
  readonly faulty: boolean;
}

export interface TimelineLane {
  readonly stage: string;
  readonly marks: readonly TimelineMark[];
  readonly spans: readonly TimelineSpan[];
}

export interface Timeline {
  readonly lanes: readonly TimelineLane[];
  /** Wider than what was asked for where marks would lie on each other: it scrolls. */
  readonly width: number;
  readonly ticks: readonly { readonly x: number; readonly atMs: number }[];
}

/** Pixels between the middles of two marks: the size of a target that a finger or a tired hand hits. */
export const markGap = 30;
const margin = 20;

export const shapeOf = (deployment: Deployment): MarkShape => {
  switch (deployment.state) {
    case 'claimed':
    case 'sending':
      return 'in-flight';
    case 'deployed':
      if (deployment.faulty) return 'faulty';
      return deployment.cause === 'rollback' ? 'rollback' : 'deployed';
    case 'withdrawn':
    case 'not-deployed':
    case 'unknown':
      return deployment.state;
  }
};

const timeOf = (deployment: Deployment): number => Date.parse(deployment.at);

/** Pushes marks apart to the right, then back to the left from the edge, so that none hides another. */
const spread = (wanted: readonly number[], width: number): readonly number[] => {
  const xs: number[] = [];
  for (const x of wanted) xs.push(Math.max(x, (xs.at(-1) ?? -Infinity) + markGap));
  let edge = width - margin;
  for (let i = xs.length - 1; i >= 0; i -= 1) {
    edge = Math.min(xs[i] ?? edge, edge);
    xs[i] = edge;
    edge -= markGap;
  }
  return xs;
};

const laneOf = (stage: string, { deployments, bags }: Told, x: (ms: number) => number, width: number): TimelineLane => {
  const oldestFirst = deployments.filter((d) => d.stage === stage).sort((a, b) => timeOf(a) - timeOf(b));
  const xs = spread(
    oldestFirst.map((d) => x(timeOf(d))),
    width,
  );
  const marks = oldestFirst.map((deployment, i) => ({
    deployment,
    shape: shapeOf(deployment),
    bag: bags.find((bag) => bag.deployment === deployment.id) ?? null,
    x: xs[i] ?? 0,
  }));
  const changes = marks.filter((mark) => mark.deployment.state === 'deployed');
  const spans = changes.map(({ deployment, x: from }, i) => ({
    deployment,
    from,
    to: changes[i + 1]?.x ?? width,
    faulty: deployment.faulty,
  }));
  return { stage, marks, spans };
};

const stepsMs = [1 / 60, 5 / 60, 0.25, 1, 3, 6, 12, 24, 48, 96, 168, 336, 720, 2160, 8760].map(
  (hours) => hours * 3_600_000,
);

const ticksOf = (from: number, to: number, x: (ms: number) => number, width: number): Timeline['ticks'] => {
  const step = stepsMs.find((ms) => (ms / Math.max(1, to - from)) * width >= 110) ?? stepsMs.at(-1) ?? 1;
  const ticks: { x: number; atMs: number }[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push({ x: x(at), atMs: at });
  return ticks;
};

/**
 * A time line with a lane for each stage, oldest on the left, `now` at the right edge.
 * @param width pixels at hand; the time line is wider where a lane has more marks than fit
 */
export const timelineLayout = (told: Told, stages: readonly string[], nowMs: number, width: number): Timeline => {
  const { deployments } = told;
  const most = Math.max(0, ...stages.map((stage) => deployments.filter((d) => d.stage === stage).length));
  const room = Math.max(width, most * markGap + 2 * margin);
  const from = Math.min(nowMs - 3_600_000, ...deployments.map(timeOf));
  const x = (ms: number): number => margin + ((ms - from) / (nowMs - from)) * (room - 2 * margin);
  return {
    lanes: stages.map((stage) => laneOf(stage, told, x, room)),
    width: room,
    ticks: ticksOf(from, nowMs, x, room),
  };
};
