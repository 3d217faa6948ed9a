import { useState } from 'react';
import { Age } from '../ui/age';
import { Version } from '../ui/version';
import { markWordsOf } from './place-words';
import type { Place } from './places';
import styles from './candidate-list.module.css';

interface CandidateListProps {
  readonly places: readonly Place[];
  readonly selected: string | null;
  readonly onSelect: (place: Place) => void;
}

/** One entry a commit, where it stands first: a candidate may be the newest of several steps. */
const once = (places: readonly Place[]): readonly Place[] => [
  ...new Map([...places].reverse().map((place) => [place.commit, place])).values(),
].reverse(); // oxfmt-ignore

/** All candidates in words, those too that the picture has no room for. */
export const CandidateList = ({ places, selected, onSelect }: CandidateListProps) => {
  const [open, setOpen] = useState(false);
  const all = once(places);
  return (
    <details className={styles.all} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>All {all.length} candidates in the picture</summary>
      {open ? (
        <ul className={styles.list} aria-label="Candidates, newest first">
          {all.map((place) => (
            <li key={place.key}>
              <button
                type="button"
                className={styles.candidate}
                aria-pressed={place.key === selected}
                onClick={() => onSelect(place)}
              >
                <Version of={{ commit: place.commit, version: place.name }} />
                <span className={styles.subject}>
                  {place.candidate?.subject ?? 'not on mainline since the baseline'}
                </span>
                <span className={styles.dim}>
                  {place.step}: {markWordsOf(place)}
                </span>
                <span className={styles.dim}>{place.candidate === null ? null : <Age at={place.candidate.at} />}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </details>
  );
};
