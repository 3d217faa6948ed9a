import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly icon?: ReactNode;
}

/** Where there is nothing yet: why, and what to do. */
export const EmptyState = ({ title, children, icon }: EmptyStateProps) => (
  <div className={styles.empty}>
    {icon === undefined ? null : <div className={styles.icon}>{icon}</div>}
    <h2 className={styles.title}>{title}</h2>
    <div className={styles.text}>{children}</div>
  </div>
);
