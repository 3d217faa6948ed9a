import type { ReactNode } from 'react';
import styles from './popover.module.css';

/** Names the popover: the dialog is labelled by it. */
export const TopicTitle = ({ children }: { readonly children: ReactNode }) => (
  <h2 id="board-topic" className={styles.title}>
    {children}
  </h2>
);
