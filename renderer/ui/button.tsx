import type { ButtonHTMLAttributes, Ref } from 'react';
import styles from './button.module.css';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary`: what one came for. `danger`: what takes something back. `quiet`: beside a sentence. */
  readonly look?: 'primary' | 'plain' | 'danger' | 'quiet';
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

export const Button = ({ look = 'plain', className, type = 'button', ...rest }: ButtonProps) => (
  // oxlint-disable-next-line react/button-has-type -- the type is a prop with the safe one as default
  <button {...rest} type={type} className={[styles.button, className].filter(Boolean).join(' ')} data-look={look} />
);
