import { useId, type ReactNode } from 'react';
import styles from './page.module.css';

interface PageProps {
  readonly title: string;
  /** A sentence beside the title: what stands here and where it is from. */
  readonly about: ReactNode;
  /** Choices and buttons at the right of the head. */
  readonly controls?: ReactNode;
  readonly children: ReactNode;
}

/** A screen that is read from top to bottom, under its title. */
export const Page = ({ title, about, controls, children }: PageProps) => {
  const id = useId();
  return (
    <section className={styles.page} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        <p className={styles.about}>{about}</p>
        {controls}
      </header>
      {children}
    </section>
  );
};
