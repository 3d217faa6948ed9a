import { lookOf, markWordsOf, type Look } from './place-words';
import type { Place } from './places';
import styles from './funnel-picture.module.css';

interface PlaceMarkProps {
  readonly place: Place;
  readonly x: number;
  readonly y: number;
  readonly selected: boolean;
  /** The one mark that Tab reaches; arrows go on from there. */
  readonly tabbable: boolean;
  readonly onSelect: (place: Place) => void;
}

const shapes: Record<Exclude<Look, 'head'>, React.JSX.Element> = {
  passed: <circle cx="7" cy="7" r="4.5" />,
  pending: <circle cx="7" cy="7" r="4" fill="none" strokeWidth="2" stroke="currentColor" strokeDasharray="3 2" />,
  failed: <path d="M3 3 11 11M11 3 3 11" fill="none" strokeWidth="2.6" strokeLinecap="round" stroke="currentColor" />,
  stopped: <path d="M3 3 11 11M11 3 3 11" fill="none" strokeWidth="2.6" strokeLinecap="round" stroke="currentColor" />,
};

/** A candidate in the picture. */
export const PlaceMark = ({ place, x, y, selected, tabbable, onSelect }: PlaceMarkProps) => {
  const look = lookOf(place);
  return (
    <button
      type="button"
      className={styles.mark}
      data-look={look}
      data-kind={place.kind}
      data-key={place.key}
      aria-pressed={selected}
      tabIndex={tabbable ? 0 : -1}
      aria-label={`${place.name} in ${place.step}: ${markWordsOf(place)}`}
      title={place.candidate?.subject ?? markWordsOf(place)}
      style={{ left: x, top: y }}
      onClick={() => onSelect(place)}
    >
      {place.kind === 'head' || look === 'head' ? (
        place.name
      ) : (
        <svg viewBox="0 0 14 14" width="14" height="14" fill="currentColor" aria-hidden>
          {shapes[look]}
        </svg>
      )}
    </button>
  );
};
