import { useElementSize } from '@mantine/hooks';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { Baseline, ComponentView } from '../../contract/snapshot';
import { useSnapshot } from '../store';
import { Age } from '../ui/age';
import { frameOf, funnelShape, heapPath } from './funnel-shape';
import { PlaceMark } from './place-mark';
import { neighbour, type Place, type StepPlaces } from './places';
import { spotsOf } from './spots';
import { StepHead } from './step-head';
import styles from './funnel-picture.module.css';

interface FunnelPictureProps {
  readonly view: ComponentView;
  /** Everything there is to draw; what there is no room for is counted. */
  readonly places: readonly StepPlaces[];
  readonly selected: string | null;
  readonly onSelect: (place: Place) => void;
}

const baselineWords: Record<Baseline, string> = {
  previous: 'Changes since what the last stage ran before its current candidate',
  '7d': 'Changes of the last 7 days',
  '30d': 'Changes of the last 30 days',
  '90d': 'Changes of the last 90 days',
};

/** Narrower than this the picture scrolls sideways: numbers and versions stay legible. */
const narrowest = 760;

/** The funnel of one component, big: how many changes got how far, what was stopped where, and every candidate as a mark. */
export const FunnelPicture = ({ view, places, selected, onSelect }: FunnelPictureProps) => {
  const { ref, width } = useElementSize();
  const baseline = useSnapshot((snapshot) => snapshot.baseline);
  const marks = useRef<HTMLDivElement>(null);
  const [reached, setReached] = useState<string | null>(null);
  const wide = Math.max(width, narrowest);
  const frame = frameOf(wide);
  const shape = funnelShape(
    view.funnel.map((step) => step.changes),
    wide,
    frame,
  );
  const spots = places.map((column, i) => {
    const step = shape.steps[i];
    return step === undefined ? { spots: [], more: null } : spotsOf(column.places, step, frame);
  });
  const drawn = spots.map((column, i) => ({
    step: places[i]?.step ?? '',
    places: column.spots.map((spot) => spot.place),
  }));
  const keys = drawn.flatMap((column) => column.places.map((place) => place.key));
  const tabbable = [reached, selected].find((key) => key !== null && keys.includes(key)) ?? keys[0] ?? null;

  const move = (event: KeyboardEvent): void => {
    if (!event.key.startsWith('Arrow') || tabbable === null) return;
    event.preventDefault();
    const next = neighbour(drawn, tabbable, event.key);
    if (next === null) return;
    setReached(next);
    marks.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(next)}"]`)?.focus();
  };

  return (
    <figure className={styles.figure} aria-label={`Funnel of ${view.name}`}>
      <ul className="visually-hidden">
        {view.funnel.map((step) => (
          <li key={step.step}>{`${step.step}: ${step.changes ?? 'unknown'}`}</li>
        ))}
      </ul>
      <div className={styles.scroller} ref={ref}>
        <div className={styles.drawing} style={{ width: wide, height: frame.height }}>
          <svg width={wide} height={frame.height} aria-hidden className={styles.svg}>
            <defs>
              <linearGradient id={`funnel-${view.name}`} x1="0" x2="1">
                <stop offset="0" className={styles.from} />
                <stop offset="1" className={styles.to} />
              </linearGradient>
            </defs>
            <line className={styles.floor} x1="0" x2="100%" y1={frame.floor} y2={frame.floor} />
            {shape.steps.map((step, i) => {
              const stopped = view.funnel[i]?.stopped.length ?? 0;
              return stopped === 0 ? null : (
                <path key={step.x} className={styles.heap} d={heapPath(step, stopped, frame)} />
              );
            })}
            {shape.outlines.map((d) => (
              <path key={d} className={styles.band} d={d} fill={`url(#funnel-${view.name})`} />
            ))}
            {shape.unknown.map((d) => (
              <path key={d} className={styles.unknown} d={d} />
            ))}
          </svg>
          {view.funnel.map((step, i) => (
            <StepHead
              key={step.step}
              view={view}
              step={step}
              x={shape.steps[i]?.x ?? 0}
              width={shape.steps[i]?.width ?? 0}
              below={frame.bandBottom + 16}
            />
          ))}
          <div ref={marks} role="group" aria-label="Candidates" onKeyDown={move}>
            {spots.flatMap(({ spots: own }) =>
              own.map(({ place, x, y }) => (
                <PlaceMark
                  key={place.key}
                  place={place}
                  x={x}
                  y={y}
                  selected={place.key === selected}
                  tabbable={place.key === tabbable}
                  onSelect={(chosen) => {
                    setReached(chosen.key);
                    onSelect(chosen);
                  }}
                />
              )),
            )}
            {spots.map(({ more }, i) =>
              more === null ? null : (
                <span key={view.funnel[i]?.step} className={styles.more} style={{ left: more.x, top: more.y }}>
                  +{more.count}
                </span>
              ),
            )}
          </div>
        </div>
      </div>
      <figcaption className={styles.caption}>
        {baselineWords[baseline]}, heights on a log scale
        <span aria-hidden> · </span>
        read <Age at={view.mirror.readAt} suffix="ago" />
      </figcaption>
    </figure>
  );
};
