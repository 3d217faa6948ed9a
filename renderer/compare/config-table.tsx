import type { ComponentComparison, Comparison, ConfigKey } from '../../contract/diff';
import { counted } from '../../contract/words/counted';
import { sideName } from './side-name';
import styles from './config-table.module.css';

const Value = ({ value, secret }: { readonly value: string | null; readonly secret: boolean }) => {
  if (value === null) return <span className={styles.absent}>not there</span>;
  if (!secret) return <code className={styles.value}>{value}</code>;
  return (
    <span title="A secret: only its fingerprint is shown">
      fingerprint <code className={styles.value}>{value.replace(/^secret:/, '')}</code>
    </span>
  );
};

const kindOf = (key: ConfigKey, comparison: Comparison): string => {
  if (key.from === null) return `only in ${sideName(comparison.to)}`;
  return key.to === null ? `only in ${sideName(comparison.from)}` : 'changed';
};

const sameWords = (part: ComponentComparison): string => {
  if (part.config.length > 0) return `same: ${counted(part.sameConfigKeys, 'key')}`;
  return part.sameConfigKeys === 0
    ? 'No config files are compared: the workspace file names none for it.'
    : `same: ${counted(part.sameConfigKeys, 'key')}, all of them`;
};

const ComponentConfig = ({
  part,
  comparison,
}: {
  readonly part: ComponentComparison;
  readonly comparison: Comparison;
}) => (
  <section className={styles.part} aria-label={`Config of ${part.component}`}>
    <h2 className={styles.component}>{part.component}</h2>
    {part.config.length === 0 ? null : (
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">What</th>
            <th scope="col">{sideName(comparison.from)}</th>
            <th scope="col">{sideName(comparison.to)}</th>
          </tr>
        </thead>
        <tbody>
          {part.config.map((key) => (
            <tr key={`${key.file} ${key.key}`}>
              <th scope="row" title={key.file}>
                <code>{key.key}</code>
              </th>
              <td>{kindOf(key, comparison)}</td>
              <td>
                <Value value={key.from} secret={key.secret} />
              </td>
              <td>
                <Value value={key.to} secret={key.secret} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    <p className={styles.same}>{sameWords(part)}</p>
  </section>
);

/** Effective keys that differ between the sides, and the word that config does not travel with a promotion. */
export const ConfigTable = ({ comparison }: { readonly comparison: Comparison }) => (
  <div className={styles.all}>
    <p className={styles.scope}>
      <strong>A promotion does not carry these over.</strong> It carries the commit; each environment goes on reading
      its own files. A key that is only in {sideName(comparison.to)} has to be in {sideName(comparison.from)}’s file too
      before the code asks for it there.
    </p>
    {comparison.components
      .filter((part) => part.problem === null)
      .map((part) => (
        <ComponentConfig key={part.component} part={part} comparison={comparison} />
      ))}
  </div>
);
