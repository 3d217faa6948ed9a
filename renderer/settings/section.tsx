import { useId, type ReactNode } from 'react';
import styles from './settings-page.module.css';

interface SectionProps {
  readonly title: string;
  /** What it is for, in a sentence. */
  readonly about?: ReactNode;
  readonly children: ReactNode;
}

export const Section = ({ title, about, children }: SectionProps) => {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.side}>
        <h3 id={id} className={styles.heading}>
          {title}
        </h3>
        {about === undefined ? null : <p className={styles.about}>{about}</p>}
      </div>
      <div className={styles.body}>{children}</div>
    </section>
  );
};

/** A name and what stands for it. */
export const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className={styles.fact}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
