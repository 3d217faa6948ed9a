import { IconPackage } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { nameOf } from '../../contract/commit';
import type { ReleaseView } from '../../contract/release';
import { useOrpc } from '../client';
import { useLastGood } from '../last-good';
import { useSnapshot } from '../store';
import { Age } from '../ui/age';
import { AnswerNote } from '../ui/answer-note';
import { EmptyState } from '../ui/empty-state';
import { Page } from '../ui/page';
import { Person } from '../ui/person';
import { CutForm } from './cut-form';
import { ReleaseStage } from './release-stage';
import { useReleaseActs, type ReleaseActs } from './use-release-acts';
import styles from './releases.module.css';

interface ReleaseProps {
  readonly release: ReleaseView;
  /** The newest one is what is promoted next: an older one may go, but does not ask for it. */
  readonly newest: boolean;
  readonly acts: ReleaseActs;
  readonly again: () => void;
}

const Release = ({ release, newest, acts, again }: ReleaseProps) => (
  <article className={styles.release} aria-label={`Release ${release.name}`}>
    <header className={styles.line}>
      <h3 className={styles.title}>{release.name}</h3>
      <span className={styles.text}>
        cut from {release.stage} by <Person of={release.by} full />, <Age at={release.at} suffix="ago" />
      </span>
    </header>
    <ul className={styles.set} aria-label={`Set of ${release.name}`}>
      {release.set.map((candidate) => (
        <li key={candidate.component}>
          {candidate.component} <code>{nameOf(candidate)}</code>
        </li>
      ))}
    </ul>
    {release.stages.map((at) => (
      <ReleaseStage key={at.stage} release={release} newest={newest} at={at} acts={acts} again={again} />
    ))}
  </article>
);

/** Sets that were verified together, and where each of them stands. */
export const ReleasesPage = () => {
  const orpc = useOrpc();
  const queries = useQueryClient();
  const revision = useSnapshot((snapshot) => snapshot.revision);
  const query = useQuery({
    ...orpc.releases.queryOptions(),
    queryKey: [...orpc.releases.queryKey(), revision],
    placeholderData: keepPreviousData,
  });
  const again = useCallback(() => void queries.invalidateQueries({ queryKey: orpc.releases.key() }), [queries, orpc]);
  const acts = useReleaseActs(again);
  const releases = useLastGood(query)?.value ?? null;
  return (
    <Page
      title="Releases"
      about="Sets that were verified together: what went as one is promoted as one, in order, and put back as one."
      controls={<CutForm known={releases?.map((release) => release.id) ?? []} cut={again} />}
    >
      <AnswerNote of={query} reading="Reading the ledger…" />
      {releases?.length === 0 ? (
        <EmptyState title="No release was cut yet" icon={<IconPackage size={34} stroke={1.3} />}>
          Once a stage is verified as a whole, what it runs can be cut and promoted as one.
        </EmptyState>
      ) : null}
      {releases?.map((release, nth) => (
        <Release key={release.id} release={release} newest={nth === 0} acts={acts} again={again} />
      ))}
    </Page>
  );
};
