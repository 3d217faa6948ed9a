import { useId, type ReactNode } from 'react';
import styles from './page.module.css';

interface PageProps {
  readonly title: string;
  /** A sentence beside the title: what stands here and where it is from. */
  readonly about: ReactNode;
  /** Choices and buttons at the right of the head. */
  readonly controls?: ReactNode;
  /** Nothing on it takes the focus, so the page does: the keys that scroll need it. */
  readonly onlyText?: boolean;
  readonly children: ReactNode;
}

/** A screen that is read from top to bottom, under its title. */
export const Page = ({ title, about, controls, onlyText = false, children }: PageProps) => {
  const id = useId();
  return (
    <section className={styles.page} aria-labelledby={id} tabIndex={onlyText ? 0 : undefined}>
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
