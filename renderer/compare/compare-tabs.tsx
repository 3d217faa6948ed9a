import { grouped } from '../../contract/words/counted';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import type { Comparison } from '../../contract/diff';
import { ChangeList } from './change-list';
import { ConfigTable } from './config-table';
import { FilesView } from './files-view';
import { totalsOf } from './totals';
import styles from './compare-tabs.module.css';

const layers = ['Changes', 'Files', 'Config'] as const;
type Layer = (typeof layers)[number];

/** The three layers of a comparison. Arrows, Home and End move between the tabs. */
export const CompareTabs = ({ comparison }: { readonly comparison: Comparison }) => {
  const [layer, setLayer] = useState<Layer>('Changes');
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const totals = totalsOf(comparison.components);
  const counts: Record<Layer, number> = {
    Changes: totals.changes + totals.lost,
    Files: totals.files,
    Config: totals.config,
  };
  const move = (event: KeyboardEvent): void => {
    const at = layers.indexOf(layer);
    const last = layers.length - 1;
    const to =
      event.key === 'ArrowRight'
        ? (at + 1) % layers.length
        : event.key === 'ArrowLeft'
          ? (at + last) % layers.length
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? last
              : null;
    if (to === null) return;
    event.preventDefault();
    setLayer(layers[to] ?? layer);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[to]?.focus();
  };
  return (
    <div className={styles.tabs}>
      <div className={styles.list} role="tablist" aria-label="Layers" ref={list} onKeyDown={move}>
        {layers.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}${name}`}
            className={styles.tab}
            aria-selected={name === layer}
            aria-controls={`${id}panel`}
            tabIndex={name === layer ? 0 : -1}
            onClick={() => setLayer(name)}
          >
            {name}
            <span className={styles.count} aria-hidden>
              {grouped(counts[name])}
            </span>
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}panel`} aria-labelledby={`${id}${layer}`} className={styles.panel}>
        {layer === 'Changes' ? <ChangeList comparison={comparison} /> : null}
        {layer === 'Files' ? <FilesView comparison={comparison} /> : null}
        {layer === 'Config' ? <ConfigTable comparison={comparison} /> : null}
      </div>
    </div>
  );
};
