import type { Failure } from '../../contract/failure';
import { FailureNote } from './failure-note';

interface ActTroubleProps {
  readonly of: {
    readonly data?: { readonly ok: boolean; readonly failure?: Failure } | undefined;
    readonly isError: boolean;
  };
}

/** Why what somebody did is not on record. Where no answer came nobody knows that it is not. */
export const ActTrouble = ({ of: { data, isError } }: ActTroubleProps) => {
  if (isError) return <p role="alert">The engine did not answer. Look again before you do it again.</p>;
  if (data?.ok !== false || data.failure === undefined) return null;
  return (
    <div role="alert">
      <FailureNote failure={data.failure} />
    </div>
  );
};
