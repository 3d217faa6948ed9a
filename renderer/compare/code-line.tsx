import type { CSSProperties } from 'react';
import type { CodeToken } from './highlight';
import styles from './code.module.css';

/** Both schemes' colours as custom properties, set through the DOM: style attributes in markup are forbidden by the policy. */
const colourOf = ({ light, dark }: CodeToken): CSSProperties | undefined =>
  light === null && dark === null
    ? undefined
    : ({ '--light': light ?? 'inherit', '--dark': dark ?? 'inherit' } as CSSProperties); // as: React's type knows no custom properties

interface CodeLineProps {
  readonly tokens: readonly CodeToken[] | null;
  readonly text: string;
}

export const CodeLine = ({ tokens, text }: CodeLineProps) => {
  if (tokens === null || tokens.length === 0) return <>{text}</>;
  return (
    <>
      {tokens.map((token, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- a line's tokens are replaced together
        <span key={i} className={token.changed ? styles.changed : styles.token} style={colourOf(token)}>
          {token.text}
        </span>
      ))}
    </>
  );
};
