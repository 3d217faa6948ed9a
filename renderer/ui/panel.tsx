import { useId, type ReactNode } from 'react';
import { Aside } from './aside';
import styles from './panel.module.css';

interface PanelProps {
  readonly title: string;
  readonly about?: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export const Panel = ({ title, about, wide = false, children }: PanelProps) => {
  const id = useId();
  return (
    <section className={styles.panel} data-wide={wide || undefined} aria-labelledby={id}>
      <h3 id={id} className={styles.heading}>
        {title}
      </h3>
      {about === undefined ? null : <Aside>{about}</Aside>}
      {children}
    </section>
  );
};
