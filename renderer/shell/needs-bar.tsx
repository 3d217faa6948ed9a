import { useMemo, useState } from 'react';
import { useSnapshot } from '../store';
import { Age } from '../ui/age';
import { HealthMark } from '../ui/health-mark';
import styles from './needs-bar.module.css';
import { NeedActs } from './need-acts';
import { needsOf, type Need } from './needs';

/** A cell has one need of a kind; incidents it may have several. */
const keyOf = ({ kind, component, stage, title, since }: Need): string =>
  JSON.stringify([kind, component, stage, ...(kind === 'incident' ? [title, since] : [])]);

const One = ({ need, brief }: { readonly need: Need; readonly brief: boolean }) => (
  <div className={styles.need} role="alert">
    <HealthMark tone={need.kind === 'drift' || need.kind === 'incident' ? 'warn' : 'bad'} text="Needs a person" />
    <span className={styles.words}>
      <strong className={styles.title}>{need.title}.</strong>{' '}
      <span>
        {need.text}
        {need.since === null ? null : (
          <>
            {' '}
            <Age at={need.since} suffix="ago" />
          </>
        )}
      </span>
    </span>
    {brief && need.kind === 'faulty' ? null : <NeedActs need={need} />}
  </div>
);

/** What needs a person now: the first of it in the footer, all of it one press away. */
export const Needs = () => {
  const snapshot = useSnapshot((whole) => whole);
  const needs = useMemo(() => needsOf(snapshot), [snapshot]);
  const [all, showAll] = useState(false);
  const [first, ...rest] = needs;
  if (first === undefined) return null;
  return (
    <div
      className={styles.bar}
      onKeyDown={(event) => {
        if (event.key === 'Escape') showAll(false);
      }}
    >
      {all ? (
        <div className={styles.all} role="region" aria-label="What needs a person" data-floating-open>
          <h2 className={styles.heading}>What needs a person</h2>
          {needs.map((need) => (
            <One key={keyOf(need)} need={need} brief={false} />
          ))}
        </div>
      ) : (
        <div className={styles.first}>
          <One need={first} brief />
          {rest.map((need) => (
            <div key={keyOf(need)} className="visually-hidden" role="alert">
              {need.title}. {need.text}
            </div>
          ))}
        </div>
      )}
      {rest.length > 0 ? (
        <button type="button" className={styles.more} aria-expanded={all} onClick={() => showAll(!all)}>
          {all ? 'Show less' : `${rest.length} more`}
        </button>
      ) : null}
    </div>
  );
};
