import type { ReactNode } from 'react';
import styles from './aside.module.css';

/** A sentence beside the matter: quieter than what it stands with. */
export const Aside = ({ children }: { readonly children: ReactNode }) => <p className={styles.aside}>{children}</p>;
