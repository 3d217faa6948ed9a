import type { Place } from './places';
import { stoppedWords } from './places';
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

type Look = 'head' | 'passed' | 'failed' | 'pending' | 'stopped';

const lookOf = ({ kind, candidate }: Place): Look => {
  if (kind === 'stopped' || candidate?.rejected === true) return 'stopped';
  if (kind === 'head') return 'head';
  if (candidate?.checks === 'failed') return 'failed';
  return candidate?.checks === 'pending' ? 'pending' : 'passed';
};

const shapes: Record<Exclude<Look, 'head'>, React.JSX.Element> = {
  passed: <circle cx="7" cy="7" r="4.5" />,
  pending: <circle cx="7" cy="7" r="4" fill="none" strokeWidth="2" stroke="currentColor" strokeDasharray="3 2" />,
  failed: <path d="M3 3 11 11M11 3 3 11" fill="none" strokeWidth="2.6" strokeLinecap="round" stroke="currentColor" />,
  stopped: <path d="M3 3 11 11M11 3 3 11" fill="none" strokeWidth="2.6" strokeLinecap="round" stroke="currentColor" />,
};

const wordsOf = (place: Place, look: Look): string => {
  if (place.kind === 'head') return place.step === 'mainline' || place.step === 'checked' ? 'newest' : 'runs here';
  if (place.stopped !== null) return stoppedWords[place.stopped.why];
  if (place.candidate?.rejected === true) return 'rejected';
  return look === 'failed' ? 'checks failed' : look === 'pending' ? 'checks are running' : 'got this far';
};

/** A candidate in the picture. */
export const PlaceMark = ({ place, x, y, selected, tabbable, onSelect }: PlaceMarkProps) => {
  const look = lookOf(place);
  return (
    <button
      type="button"
      className={styles.mark}
      data-look={look}
      data-key={place.key}
      aria-pressed={selected}
      tabIndex={tabbable ? 0 : -1}
      aria-label={`${place.name} in ${place.step}: ${wordsOf(place, look)}`}
      title={place.candidate?.subject ?? wordsOf(place, look)}
      style={{ left: x, top: y }}
      onClick={() => onSelect(place)}
    >
      {look === 'head' ? (
        place.name
      ) : (
        <svg viewBox="0 0 14 14" width="14" height="14" fill="currentColor" aria-hidden>
          {shapes[look]}
        </svg>
      )}
    </button>
  );
};
