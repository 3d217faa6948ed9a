import type { Signature } from '../../contract/entry';
import styles from './activity-list.module.css';
import { markOf } from './signature-words';

/** What stands beside a name that its signature does not prove; who signed well stands without one. */
export const SignatureMark = ({ signature }: { readonly signature: Signature }) => {
  const mark = markOf(signature);
  if (mark === null) return 'by' in signature ? <span className="visually-hidden">, signed</span> : null;
  return (
    <span className={styles.mark} data-signature={signature.kind} title={mark.why}>
      {mark.word}
    </span>
  );
};
