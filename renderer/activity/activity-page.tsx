import { counted } from '../../contract/words/counted';
import { IconHistory } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { slugOf } from '../../contract/slug';
import { useOrpc } from '../client';
import { useSnapshot } from '../store';
import { AnswerNote } from '../ui/answer-note';
import { Button } from '../ui/button';
import { download } from '../ui/download';
import { EmptyState } from '../ui/empty-state';
import { ActivityFilters, noFilters, type Filters } from './activity-filters';
import { ActivityList } from './activity-list';
import styles from './activity-page.module.css';
import { toCsv, toMarkdown } from './export-entries';

const most = 5000;
const lookAgainMs = 15_000;

/** The ledger, newest first. */
export const ActivityPage = () => {
  const orpc = useOrpc();
  const [filters, setFilters] = useState<Filters>(noFilters);
  const workspace = useSnapshot((snapshot) => snapshot.workspace.name);
  const ledger = useSnapshot((snapshot) => snapshot.ledger.where);
  const query = useQuery(
    orpc.activity.queryOptions({
      input: { ...filters, limit: most },
      placeholderData: keepPreviousData,
      refetchInterval: lookAgainMs,
    }),
  );
  const result = query.data;
  const entries = useMemo(() => (result?.ok === true ? result.value : []), [result]);
  const filtered = Object.values(filters).some((value) => value !== null);
  const file = `${slugOf(workspace)}-activity`;
  return (
    <section className={styles.page} aria-labelledby="activity-title">
      <header className={styles.head}>
        <h2 id="activity-title" className={styles.title}>
          Activity
        </h2>
        <span className={styles.where} title={ledger}>
          {ledger}
        </span>
        <span className={styles.grow} />
        <ActivityFilters filters={filters} change={setFilters} entries={entries} />
        <span className={styles.count} role="status">
          {counted(entries.length, 'entry', 'entries')}
        </span>
        <Button disabled={entries.length === 0} onClick={() => download(`${file}.csv`, 'text/csv', toCsv(entries))}>
          CSV
        </Button>
        <Button
          disabled={entries.length === 0}
          onClick={() => download(`${file}.md`, 'text/markdown', toMarkdown(entries))}
        >
          Markdown
        </Button>
      </header>
      <AnswerNote of={query} reading="Reading the ledger…" />
      {entries.length > 0 ? <ActivityList entries={entries} /> : null}
      {entries.length === 0 && result?.ok === true ? (
        <EmptyState
          title={filtered ? 'Nothing like that' : 'Nothing has been done yet'}
          icon={<IconHistory size={34} stroke={1.3} />}
        >
          {filtered ? (
            <Button onClick={() => setFilters(noFilters)}>Show everything</Button>
          ) : (
            'The first promotion will stand here, with who did it and how it ended.'
          )}
        </EmptyState>
      ) : null}
    </section>
  );
};
