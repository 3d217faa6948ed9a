import { counted } from '../../contract/words/counted';
import { useQuery } from '@tanstack/react-query';
import { useOrpc } from '../client';
import { useGo } from '../location';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { ShortCommit } from '../ui/version';
import styles from './compare-panel.module.css';

interface ComparePanelProps {
  readonly component: string;
  /** What runs now: a stage, `mainline`, `checked` or a full commit. */
  readonly from: string;
  /** What will run after the act. */
  readonly to: string;
  readonly purpose: 'promote' | 'rollback';
}

const shown = 6;

/** What an act will do or undo, in short, before one acts. */
export const ComparePanel = ({ component, from, to, purpose }: ComparePanelProps) => {
  const orpc = useOrpc();
  const go = useGo();
  const undo = purpose === 'rollback';
  // What is undone is what runs now and the earlier candidate lacks: the same question, the other way round.
  const sides = undo ? { from: to, to: from } : { from, to };
  const query = useQuery({ ...orpc.compare.queryOptions({ input: { ...sides, component } }), staleTime: 0 });
  const part = query.data?.ok === true ? query.data.value.components[0] : undefined;
  const failure = query.data?.ok === false ? query.data.failure : (part?.problem ?? null);
  if (failure !== null) return <FailureNote failure={failure} />;
  if (part === undefined) {
    return (
      <p className={styles.quiet} role="status">
        {query.isPending ? 'Comparing…' : 'It can’t be told what this changes.'}
      </p>
    );
  }
  const ahead = part.ahead ?? part.changes.length;
  const behind = part.behind ?? part.lost.length;
  return (
    <section className={styles.panel} aria-label={undo ? 'What will be undone' : 'What will be deployed'}>
      <h3 className={styles.title}>
        {undo
          ? `What will be undone: ${counted(ahead, 'change')}`
          : `What will be deployed: ${counted(ahead, 'change')}`}
      </h3>
      <ul className={styles.changes}>
        {part.changes.slice(0, shown).map((change) => (
          <li key={change.commit}>
            <ShortCommit commit={change.commit} /> <span className={styles.subject}>{change.subject}</span>
          </li>
        ))}
      </ul>
      {ahead > shown ? (
        <p className={styles.quiet}>and {counted(ahead - Math.min(shown, part.changes.length), 'more', 'more')}</p>
      ) : null}
      {behind === 0 ? null : (
        <p className={styles.warn} data-tone="bad">
          {undo
            ? `And ${counted(behind, 'change')} will come that do not run now.`
            : `${counted(behind, 'change')} that run now will be lost.`}
        </p>
      )}
      {part.migrations.length === 0 ? (
        <p className={styles.quiet}>No migrations.</p>
      ) : (
        <div className={styles.warn} data-tone="warn">
          {undo
            ? 'Migrations that are not undone: the schema stays as it is.'
            : `${counted(part.migrations.length, 'migration')}:`}
          <ul>
            {part.migrations.map((path) => (
              <li key={path}>
                <code>{path}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className={styles.quiet}>
        {part.config.length === 0
          ? 'Config: same.'
          : `Config: ${counted(part.config.length, 'key')} ${undo ? 'will read as before' : part.config.length === 1 ? 'differs' : 'differ'}: ${part.config.map((key) => key.key).join(', ')}`}
      </p>
      <Button look="quiet" onClick={() => go.compare(sides.from, sides.to, component)}>
        The whole comparison
      </Button>
    </section>
  );
};
