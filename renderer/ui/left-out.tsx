import type { Failure } from '../../contract/failure';
import { Aside } from './aside';
import { FailureNote } from './failure-note';

interface LeftOutProps {
  /** Of what: the section’s name. */
  readonly label: string;
  /** What does not contain it, as a sentence. */
  readonly children: string;
  readonly failure: Failure;
}

/** What could not be read, and is in none of the figures above it. */
export const LeftOut = ({ label, children, failure }: LeftOutProps) => (
  <section aria-label={label}>
    <Aside>{children}</Aside>
    <FailureNote failure={failure} />
  </section>
);
