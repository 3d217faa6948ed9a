import { IconLock } from '@tabler/icons-react';
import type { Objection } from '../../contract/promotion-facts';
import styles from './popover.module.css';

/** All of them, each with what lifts it. */
export const ObjectionList = ({ objections }: { readonly objections: readonly Objection[] }) => (
  <ul className={styles.list}>
    {objections.map((objection) => (
      <li key={objection.kind} className={styles.objection}>
        <IconLock size={13} aria-hidden />
        <span>
          {objection.text}
          <span className={styles.lifts}>{objection.lifts}</span>
        </span>
      </li>
    ))}
  </ul>
);
