import type { CheckedText } from '../../contract/new-workspace';
import type { Result } from '../../contract/failure';
import { counted } from '../../contract/words/counted';
import { FileProblems } from '../notices/file-problems';
import { FailureNote } from '../ui/failure-note';
import { HealthMark } from '../ui/health-mark';
import styles from './new-workspace.module.css';

/** What our own reader says of the text as it stands; null: it is being read. */
export const FileReading = ({ reading }: { readonly reading: Result<CheckedText> | null }) => (
  <div role="status" aria-label="Reading" className={styles.part}>
    {reading === null ? (
      <span className={styles.about}>Reading the file…</span>
    ) : reading.ok ? (
      <HealthMark
        tone="ok"
        text={`It reads: ${counted(reading.value.components, 'component')}, ${counted(reading.value.targets, 'target')}.`}
        labelled
      />
    ) : reading.failure.kind === 'workspace-invalid' ? (
      <>
        <HealthMark tone="bad" text="The file has mistakes" labelled />
        <FileProblems file={reading.failure.file} problems={reading.failure.problems} />
      </>
    ) : (
      <FailureNote failure={reading.failure} />
    )}
  </div>
);
