import { IconSearch, IconX } from '@tabler/icons-react';
import { useMemo, type RefObject } from 'react';
import { baselines, type Baseline } from '../../contract/snapshot';
import { counted } from '../../contract/words/counted';
import { useClient } from '../client';
import { StopLineButton } from '../line/stop-line';
import { useSnapshot } from '../store';
import { Key } from '../ui/key';
import { sorts, waitingIn, type Sort } from './sort';
import styles from './toolbar.module.css';
import { componentTroubles } from './trouble';
import { useMinute } from './use-minute';

const baselineWords: Record<Baseline, string> = {
  previous: 'the previous production',
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
};

interface ToolbarProps {
  readonly filter: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly shown: number;
}

/** How many rows have trouble, are ready to go, wait: each narrows the board to the rows it counts. */
const Counts = ({ onText }: Pick<ToolbarProps, 'onText'>) => {
  const components = useSnapshot((snapshot) => snapshot.components);
  const now = useMinute();
  const counts = useMemo(
    () => ({
      trouble: components.filter((each) => each.checksProblem !== null || componentTroubles(each, now).length > 0)
        .length,
      ready: components.filter((each) => each.gaps.some((gap) => gap.candidate !== null && gap.objections.length === 0))
        .length,
      waiting: components.filter((each) => waitingIn(each) > 0).length,
    }),
    [components, now],
  );
  return (
    <span className={styles.counts}>
      <span className={styles.total}>{counted(components.length, 'component')}</span>
      {(['trouble', 'ready', 'waiting'] as const).map((word) =>
        counts[word] > 0 ? (
          <button key={word} type="button" className={styles.count} data-word={word} onClick={() => onText(word)}>
            {counts[word]} {word === 'trouble' ? 'with trouble' : word === 'ready' ? 'ready to go' : 'waiting'}
          </button>
        ) : null,
      )}
    </span>
  );
};

export const Toolbar = ({ filter, text, onText, sort, onSort, shown }: ToolbarProps) => {
  const baseline = useSnapshot((snapshot) => snapshot.baseline);
  const client = useClient();
  return (
    <div className={styles.toolbar}>
      <label className={styles.filter}>
        <IconSearch size={14} aria-hidden />
        <span className="visually-hidden">Filter components</span>
        <input
          ref={filter}
          type="text"
          value={text}
          placeholder="Filter: a name, a version, drift…"
          spellCheck={false}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              onText('');
              event.currentTarget.blur();
            }
          }}
        />
        {text === '' ? (
          <Key keys="/" />
        ) : (
          <button type="button" className={styles.clear} aria-label="Clear the filter" onClick={() => onText('')}>
            <IconX size={13} aria-hidden />
          </button>
        )}
      </label>
      <span className={styles.found} role="status">
        {text === '' ? '' : `${shown} found`}
      </span>
      <Counts onText={onText} />
      <StopLineButton />
      <label className={styles.choice}>
        <span>Changes since</span>
        <select
          value={baseline}
          onChange={(event) => {
            const chosen = baselines.find((each) => each === event.target.value);
            // How the reading goes is shown by the board itself: its numbers, or why they are not there.
            if (chosen) client.baseline({ baseline: chosen }).catch(() => undefined);
          }}
        >
          {baselines.map((each) => (
            <option key={each} value={each}>
              {baselineWords[each]}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.choice}>
        <span>Sort</span>
        <select
          value={sort}
          onChange={(event) => onSort(sorts.find(({ value }) => value === event.target.value)?.value ?? 'file')}
        >
          {sorts.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
};
