import { useQuery } from '@tanstack/react-query';
import { useOrpc } from '../client';
import { Button } from '../ui/button';
import { FailureNote } from '../ui/failure-note';
import { CompareHead } from './compare-head';
import { CompareTabs } from './compare-tabs';
import { isSame, totalsOf } from './totals';
import { Summary } from './summary';
import { sideName } from './side-name';
import styles from './compare-page.module.css';

interface ComparePageProps {
  readonly from: string;
  readonly to: string;
  /** null: the whole system. */
  readonly component: string | null;
}

/** What `to` has that `from` lacks: changes, files, config. Its location is its deep link. */
export const ComparePage = (sides: ComparePageProps) => {
  const orpc = useOrpc();
  // Sides move under the same name (staging runs something else now): a comparison is asked anew whenever it is opened.
  const query = useQuery({ ...orpc.compare.queryOptions({ input: sides }), staleTime: 0, gcTime: 0 });
  const comparison = query.data?.ok === true ? query.data.value : null;
  const failure = query.data?.ok === false ? query.data.failure : null;
  const problems = (comparison?.components ?? []).flatMap((part) =>
    part.problem === null ? [] : [{ component: part.component, problem: part.problem }],
  );
  const same = (comparison?.components ?? []).filter(isSame).map((part) => part.component);
  const different = comparison !== null && same.length + problems.length < comparison.components.length;
  return (
    <div className={styles.page}>
      <CompareHead
        {...sides}
        comparison={comparison}
        refreshing={query.isFetching}
        refresh={() => void query.refetch()}
      />
      {query.isPending ? (
        <p className={styles.quiet} role="status">
          Comparing {sideName(sides.from)} with {sideName(sides.to)}…
        </p>
      ) : null}
      {failure === null ? null : (
        <FailureNote failure={failure}>
          <Button onClick={() => void query.refetch()}>Compare again</Button>
        </FailureNote>
      )}
      {query.isError ? (
        <div className={styles.quiet} role="alert">
          <p>The engine went away while it compared. Nothing was changed.</p>
          <Button onClick={() => void query.refetch()}>Compare again</Button>
        </div>
      ) : null}
      {comparison === null ? null : (
        <>
          <Summary
            totals={totalsOf(comparison.components)}
            from={sides.from}
            to={sides.to}
            parts={comparison.components}
          />
          {problems.map(({ component, problem }) => (
            <section key={component} aria-label={`${component} could not be compared`}>
              <h2 className={styles.component}>{component}</h2>
              <FailureNote failure={problem} />
            </section>
          ))}
          {same.length === 0 ? null : (
            <p className={styles.quiet}>
              {different || problems.length > 0 ? 'The same: ' : 'Both sides are the same: '}
              {same.join(', ')}.
            </p>
          )}
          {different ? <CompareTabs comparison={comparison} /> : null}
        </>
      )}
    </div>
  );
};
