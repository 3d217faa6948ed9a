import { useClipboard } from '@mantine/hooks';
import { IconArrowsExchange, IconCheck, IconCopy, IconRefresh } from '@tabler/icons-react';
import type { Comparison } from '../../contract/diff';
import { useGo } from '../location';
import { useSnapshot } from '../store';
import { Age } from '../ui/age';
import { Button } from '../ui/button';
import { markdownOf } from './markdown';
import { sideName } from './side-name';
import styles from './compare-head.module.css';

interface CompareHeadProps {
  readonly from: string;
  readonly to: string;
  readonly component: string | null;
  readonly comparison: Comparison | null;
  readonly refreshing: boolean;
  readonly refresh: () => void;
}

interface SidePickerProps {
  readonly label: string;
  readonly side: string;
  readonly sides: readonly string[];
  readonly onPick: (side: string) => void;
}

const SidePicker = ({ label, side, sides, onPick }: SidePickerProps) => (
  <label className={styles.picker}>
    <span>{label}</span>
    <select value={side} onChange={(event) => onPick(event.currentTarget.value)}>
      {sides.includes(side) ? null : <option value={side}>{sideName(side)}</option>}
      {sides.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  </label>
);

/** The heading, the sides, and what one can do with the whole comparison. */
export const CompareHead = ({ from, to, component, comparison, refreshing, refresh }: CompareHeadProps) => {
  const go = useGo();
  const clipboard = useClipboard({ timeout: 2000 });
  const sides = useSnapshot((snapshot) => ['mainline', 'checked', ...snapshot.stages.map((stage) => stage.name)]);
  const components = useSnapshot((snapshot) => snapshot.components.map((each) => each.name));
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <h1 className={styles.title}>
          {sideName(from)} → {sideName(to)}
        </h1>
        <span className={styles.of}>{component ?? 'the whole system'}</span>
        {comparison === null ? null : (
          <span className={styles.of}>
            read <Age at={comparison.at} suffix="ago" />
          </span>
        )}
      </div>
      <p className={styles.meaning}>
        What {sideName(to)} has that {sideName(from)} lacks.
      </p>
      <div className={styles.tools}>
        <SidePicker label="From" side={from} sides={sides} onPick={(side) => go.compare(side, to, component)} />
        <Button aria-label="Swap sides" title="Swap sides" onClick={() => go.compare(to, from, component)}>
          <IconArrowsExchange size={15} aria-hidden />
        </Button>
        <SidePicker label="To" side={to} sides={sides} onPick={(side) => go.compare(from, side, component)} />
        <label className={styles.picker}>
          <span>Component</span>
          <select
            value={component ?? ''}
            onChange={(event) =>
              go.compare(from, to, event.currentTarget.value === '' ? null : event.currentTarget.value)
            }
          >
            <option value="">The whole system</option>
            {components.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <span className={styles.gap} />
        <Button onClick={refresh} disabled={refreshing}>
          <IconRefresh size={14} aria-hidden /> Compare again
        </Button>
        <Button
          disabled={comparison === null}
          onClick={() => {
            if (comparison !== null) clipboard.copy(markdownOf(comparison));
          }}
        >
          {clipboard.copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          {clipboard.copied ? 'Copied' : 'Copy as Markdown'}
        </Button>
        <span className="visually-hidden" role="status">
          {clipboard.copied ? 'Copied as Markdown' : clipboard.error === null ? '' : 'The clipboard refused'}
        </span>
      </div>
    </header>
  );
};
