import { useElementSize } from '@mantine/hooks';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { ComponentView } from '../../contract/snapshot';
import { Age } from '../ui/age';
import { funnelShape, heapPath, picture, type StepBand } from './funnel-shape';
import { PlaceMark } from './place-mark';
import { neighbour, type Place, type StepPlaces } from './places';
import { StepHead } from './step-head';
import styles from './funnel-picture.module.css';

interface FunnelPictureProps {
  readonly view: ComponentView;
  readonly places: readonly StepPlaces[];
  readonly selected: string | null;
  readonly onSelect: (place: Place) => void;
}

const middle = (picture.bandTop + picture.bandBottom) / 2;

/** Where a mark stands: the head on the left of its step, the others in rows behind it, what was stopped on the floor. */
const spot = (place: Place, step: StepBand, all: readonly Place[]): { readonly x: number; readonly y: number } => {
  const same = all.filter((each) => each.kind === place.kind);
  const index = same.indexOf(place);
  if (place.kind === 'head') return { x: step.x + 14, y: middle - 13 };
  if (place.kind === 'stopped') {
    const start = step.x + step.width / 2 - (same.length * 24) / 2;
    return { x: start + index * 24, y: picture.floor - 22 };
  }
  const perRow = Math.max(1, Math.floor((step.width - 28) / 24));
  return { x: step.x + 12 + (index % perRow) * 24, y: middle + 16 + Math.floor(index / perRow) * 22 };
};

/** The funnel of one component, big: how many changes got how far, what was stopped where, and every candidate as a mark. */
export const FunnelPicture = ({ view, places, selected, onSelect }: FunnelPictureProps) => {
  const { ref, width } = useElementSize();
  const marks = useRef<HTMLDivElement>(null);
  const [reached, setReached] = useState<string | null>(null);
  const shape = funnelShape(
    view.funnel.map((step) => step.changes),
    Math.max(width, 640),
  );
  const keys = places.flatMap((step) => step.places.map((place) => place.key));
  const tabbable = [reached, selected].find((key) => key !== null && keys.includes(key)) ?? keys[0] ?? null;

  const move = (event: KeyboardEvent): void => {
    if (!event.key.startsWith('Arrow') || tabbable === null) return;
    event.preventDefault();
    const next = neighbour(places, tabbable, event.key);
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
        <div className={styles.drawing} style={{ width: Math.max(width, 640), height: picture.height }}>
          <svg width={Math.max(width, 640)} height={picture.height} aria-hidden className={styles.svg}>
            <defs>
              <linearGradient id={`funnel-${view.name}`} x1="0" x2="1">
                <stop offset="0" className={styles.from} />
                <stop offset="1" className={styles.to} />
              </linearGradient>
            </defs>
            <line className={styles.floor} x1="0" x2="100%" y1={picture.floor} y2={picture.floor} />
            {shape.steps.map((step, i) => {
              const stopped = view.funnel[i]?.stopped.length ?? 0;
              return stopped === 0 ? null : <path key={step.x} className={styles.heap} d={heapPath(step, stopped)} />;
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
            />
          ))}
          <div ref={marks} role="group" aria-label="Candidates" onKeyDown={move}>
            {places.flatMap((column, i) =>
              column.places.map((place) => {
                const step = shape.steps[i];
                if (step === undefined) return null;
                return (
                  <PlaceMark
                    key={place.key}
                    place={place}
                    {...spot(place, step, column.places)}
                    selected={place.key === selected}
                    tabbable={place.key === tabbable}
                    onSelect={(chosen) => {
                      setReached(chosen.key);
                      onSelect(chosen);
                    }}
                  />
                );
              }),
            )}
          </div>
        </div>
      </div>
      <figcaption className={styles.caption}>
        Changes since what production ran before, heights on a log scale
        <span aria-hidden> · </span>
        read <Age at={view.mirror.readAt} suffix="ago" />
      </figcaption>
    </figure>
  );
};
