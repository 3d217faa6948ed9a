import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrpc } from '../client';
import { useLastGood } from '../last-good';
import { useSnapshot } from '../store';
import { AnswerNote } from '../ui/answer-note';
import { Button } from '../ui/button';
import { PageNotes } from './page-notes';
import styles from './page-section.module.css';

interface PageSectionProps {
  /** Its id, and the name people know it by. */
  readonly release: { readonly id: string; readonly name: string };
  readonly stage: string;
}

/** What clients are told of a release at a stage: the notes, edited in place, and the page to give away. */
export const PageSection = ({ release, stage }: PageSectionProps) => {
  const orpc = useOrpc();
  const [open, setOpen] = useState(false);
  const revision = useSnapshot((snapshot) => snapshot.revision);
  const options = orpc.releasePage.queryOptions({ input: { release: release.id, stage } });
  const query = useQuery({
    ...options,
    queryKey: [...options.queryKey, revision],
    enabled: open,
    placeholderData: (before) => before,
  });
  const written = useLastGood(query)?.value ?? null;
  return (
    <div className={styles.page}>
      <Button look="quiet" aria-expanded={open} className={styles.opens} onClick={() => setOpen(!open)}>
        {open ? 'Hide the page for clients' : 'Page for clients'}
      </Button>
      {open ? (
        <section className={styles.open} aria-label={`Page of ${release.name} for ${stage}`}>
          <AnswerNote of={query} reading="Reading ledger and git…" />
          {written === null ? null : <PageNotes written={written} again={() => void query.refetch()} />}
        </section>
      ) : null}
    </div>
  );
};
