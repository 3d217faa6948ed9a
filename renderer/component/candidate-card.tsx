import type { ComponentView } from '../../contract/snapshot';
import { Age } from '../ui/age';
import { HealthMark, type Tone } from '../ui/health-mark';
import { ShortCommit, Version } from '../ui/version';
import { CandidateStage } from './candidate-stage';
import { stoppedWords, type HistoryCandidate, type Place } from './places';
import styles from './candidate-card.module.css';

interface CandidateCardProps {
  readonly view: ComponentView;
  readonly place: Place;
}

const checkWords: Record<HistoryCandidate['checks'], { readonly tone: Tone; readonly text: string }> = {
  passed: { tone: 'ok', text: 'Checks passed' },
  failed: { tone: 'bad', text: 'Checks failed' },
  pending: { tone: 'busy', text: 'Checks are running' },
  none: { tone: 'none', text: 'No checks are known' },
};

const whereWords = (view: ComponentView, commit: string): string => {
  const stages = view.cells.filter((cell) => cell.running?.commit === commit).map((cell) => cell.stage);
  return stages.length === 0 ? 'Runs nowhere now' : `Runs in ${stages.join(', ')}`;
};

const identityOf = (place: Place): { readonly commit: string; readonly version: string | null } =>
  place.candidate ?? { commit: place.commit, version: place.name === place.commit.slice(0, 7) ? null : place.name };

/** The selected candidate: what it is, its checks, where it is, and whether it may go to each stage. */
export const CandidateCard = ({ view, place }: CandidateCardProps) => {
  const { candidate, stopped } = place;
  const artifact = candidate?.artifact ?? null;
  const checks = candidate === null ? null : checkWords[candidate.checks];
  return (
    <section className={styles.card} aria-label={`Candidate ${place.name}`}>
      <div className={styles.what}>
        <h2 className={styles.name}>
          <Version of={identityOf(place)} strong />
        </h2>
        <p className={styles.subject}>{candidate?.subject ?? 'Not on mainline since the baseline.'}</p>
        <p className={styles.facts}>
          <ShortCommit commit={place.commit} />
          {candidate === null ? null : <Age at={candidate.at} suffix="ago" />}
          {artifact === null ? null : <span title={artifact}>artifact {artifact}</span>}
        </p>
        <ul className={styles.states}>
          {checks === null ? null : (
            <li>
              <HealthMark tone={checks.tone} text={checks.text} labelled />
            </li>
          )}
          {stopped === null ? null : (
            <li>
              <HealthMark tone="bad" text={`Stopped in ${place.step}: ${stoppedWords[stopped.why]}`} labelled />
            </li>
          )}
          {candidate?.rejected === true ? (
            <li>
              <HealthMark tone="bad" text="Rejected: it may not go on" labelled />
            </li>
          ) : null}
          <li>
            <HealthMark tone="none" text={whereWords(view, place.commit)} labelled />
          </li>
        </ul>
      </div>
      <ul className={styles.stages} aria-label="Where it may go">
        {view.cells.map((cell) => (
          <CandidateStage key={cell.stage} view={view} cell={cell} commit={place.commit} />
        ))}
      </ul>
    </section>
  );
};
